using LocalVoice.Server.Configuration;
using LocalVoice.Server.Protocol;

namespace LocalVoice.Server.Access;

/// <summary>Why a request is refused before anything is opened.</summary>
/// <param name="Reason">Code for the log and the counter.</param>
/// <param name="Code">The error's code on the wire.</param>
/// <param name="Message">What was wrong, and what to do.</param>
internal sealed record Refusal(string Reason, int Status, string Code, string Message)
{
    /// <summary>When to try again; null where that helps nothing.</summary>
    public TimeSpan? RetryAfter { get; private init; }

    /// <summary>Whether it is about who may ask, not about what the server can do now.</summary>
    public bool IsOfAccess =>
        Status is StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden or StatusCodes.Status421MisdirectedRequest;

    public static Refusal KeyMissing { get; } =
        new(
            "key_missing",
            StatusCodes.Status401Unauthorized,
            "missing_api_key",
            "This server needs an API key: send 'Authorization: Bearer KEY', or from a browser the WebSocket subprotocol "
                + $"'{PresentedKey.SubprotocolPrefix}KEY'. A key in the address is not read."
        );

    public static Refusal KeyUnknown { get; } =
        new(
            "key_unknown",
            StatusCodes.Status401Unauthorized,
            "invalid_api_key",
            "This server does not know the API key that was sent. Its operator makes one with 'localvoice keys new NAME'."
        );

    public static Refusal AdminOfThisMachineOnly { get; } =
        new(
            "admin",
            StatusCodes.Status403Forbidden,
            "admin_key_needed",
            "Without keys this address is for this machine only. The operator makes a key with 'localvoice keys new NAME' and gives it "
                + "the role admin in LocalVoice:Access:Roles:NAME."
        );

    public static Refusal MetricsOfThisMachineOnly { get; } =
        new(
            "metrics",
            StatusCodes.Status403Forbidden,
            "metrics_key_needed",
            "Without a key /metrics is for this machine only. The operator gives scrapers one in "
                + "LocalVoice:Telemetry:Prometheus:Key, or a key the role metrics in LocalVoice:Access:Roles:NAME."
        );

    public static Refusal SecretExpired { get; } =
        new(
            "secret_expired",
            StatusCodes.Status401Unauthorized,
            KeyUnknown.Code,
            "This client secret has expired. Get another one from POST /v1/realtime/client_secrets, whose 'expires_after' says how "
                + "long it lives."
        );

    public static Refusal SecretUnknown { get; } =
        new(
            "secret_unknown",
            StatusCodes.Status401Unauthorized,
            KeyUnknown.Code,
            "This client secret is none of this server's: it was changed on its way, made by another server, before a restart or with "
                + "a key that is no longer configured. Get another one from POST /v1/realtime/client_secrets."
        );

    public static Refusal SecretForSessionsOnly { get; } =
        new(
            "secret_elsewhere",
            StatusCodes.Status403Forbidden,
            "client_secret_not_allowed",
            "A client secret opens sessions and nothing else. Use an API key here."
        );

    public static Refusal NoWebSocket { get; } =
        new(
            "no_websocket",
            StatusCodes.Status426UpgradeRequired,
            "websocket_required",
            "This address speaks the OpenAI Realtime protocol over a WebSocket: connect with ws://, "
                + $"subprotocol '{Subprotocols.Realtime}' or '{Subprotocols.LocalVoice}'."
        );

    public static Refusal Origin { get; } =
        new(
            "origin",
            StatusCodes.Status403Forbidden,
            "origin_not_allowed",
            "Pages of this origin may not connect. The operator can allow it in LocalVoice:Connection:AllowedOrigins."
        );

    public static Refusal NotReady { get; } =
        new(
            "not_ready",
            StatusCodes.Status503ServiceUnavailable,
            "server_not_ready",
            "The models are not ready yet; /readyz tells when they are."
        );

    public static Refusal Full { get; } =
        new(
            "full",
            StatusCodes.Status503ServiceUnavailable,
            "server_full",
            "The server has as many sessions as it can answer in time. Try again in a few seconds."
        )
        {
            RetryAfter = TimeSpan.FromSeconds(5),
        };

    public static Refusal Busy { get; } =
        new(
            "busy",
            StatusCodes.Status503ServiceUnavailable,
            "server_busy",
            "The server has as many requests as it serves at once (LocalVoice:Http:MaxRequests). Try again in a few seconds."
        )
        {
            RetryAfter = TimeSpan.FromSeconds(5),
        };

    public static Refusal Draining { get; } =
        new(
            "draining",
            StatusCodes.Status503ServiceUnavailable,
            "server_shutting_down",
            "The server is shutting down and opens no new session. Try again once it has been restarted."
        )
        {
            RetryAfter = TimeSpan.FromSeconds(5),
        };

    public static Refusal ServerFailed { get; } =
        new(
            "server_failed",
            StatusCodes.Status500InternalServerError,
            "internal_error",
            "The server failed at this request; its log says why. Other requests are not affected."
        );

    /// <param name="name">The key's.</param>
    /// <param name="needed">Any of these would do.</param>
    public static Refusal RoleMissing(string name, KeyRoles has, KeyRoles needed) =>
        new(
            "role",
            StatusCodes.Status403Forbidden,
            "insufficient_role",
            $"This needs a key with the role {Alternatives(needed)}; the key '{name}' has {EnumNames.Name(has)}. The operator changes that "
                + $"in LocalVoice:Access:Roles:{name}."
        );

    /// <param name="host">The request's <c>Host</c>.</param>
    public static Refusal Host(string host) =>
        new(
            "host",
            StatusCodes.Status421MisdirectedRequest,
            "host_not_allowed",
            $"This server does not answer to the name '{host}'. Use localhost, or let the operator add the name to AllowedHosts."
        );

    private static string Alternatives(KeyRoles roles) => EnumNames.Name(roles).Replace(", ", " or ", StringComparison.Ordinal);
}
