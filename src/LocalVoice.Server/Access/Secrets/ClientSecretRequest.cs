using System.Text.Json;
using LocalVoice.Server.Protocol;

namespace LocalVoice.Server.Access.Secrets;

/// <summary>The body of <c>POST /v1/realtime/client_secrets</c>.</summary>
/// <param name="Session">As in <c>session.update</c>; absent for none.</param>
internal sealed record ClientSecretRequest(EventField Session, TimeSpan Lifetime)
{
    public const string SessionField = "session";

    private const string ExpiresAfter = "expires_after";
    private const string CreatedAt = "created_at";

    // OpenAI's range and default.
    private const int LeastSeconds = 10;
    private const int MostSeconds = 7200;
    private const int DefaultSeconds = 600;

    /// <exception cref="ProtocolException">A field is unknown or invalid; the session's own are not looked at.</exception>
    public static ClientSecretRequest Read(JsonElement json)
    {
        var body = new EventField(json, path: "");
        foreach (var (name, field) in body.Properties())
        {
            if (name is not (SessionField or ExpiresAfter))
            {
                throw new ProtocolException("unknown_parameter", $"Unknown parameter: '{field.Path}'.", field.Path);
            }
        }

        var session = body[SessionField];
        session.Properties();
        var expiry = body[ExpiresAfter];
        if (expiry["anchor"].TextOrNull() is not (null or CreatedAt))
        {
            throw expiry["anchor"].NotOneOf(CreatedAt);
        }

        return new(session, TimeSpan.FromSeconds(expiry["seconds"].Integer(LeastSeconds, MostSeconds, absent: DefaultSeconds)));
    }
}
