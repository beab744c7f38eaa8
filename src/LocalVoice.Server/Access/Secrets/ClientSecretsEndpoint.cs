using System.Text.Json;
using LocalVoice.Core.Turns;
using LocalVoice.Server.Audit;
using LocalVoice.Server.Configuration;
using LocalVoice.Server.Protocol;
using LocalVoice.Server.Protocol.Incoming;
using LocalVoice.Server.Protocol.Sessions;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Access.Secrets;

/// <summary><c>POST /v1/realtime/client_secrets</c>: a key for one browser, with the beginning of its session in it.</summary>
internal sealed class ClientSecretsEndpoint(
    ClientSecrets secrets,
    ProfileCatalog profiles,
    IOptions<LocalVoiceOptions> options,
    IOptions<PipelineOptions> pipeline,
    AuditLog audit,
    TimeProvider time
)
{
    public async Task<IResult> HandleAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        try
        {
            using var body = await ReadAsync(context.Request, context.RequestAborted);
            return Answer(ClientSecretRequest.Read(body.RootElement), CallerOf.Request(context));
        }
        catch (ProtocolException error)
        {
            return ErrorBody.Of(StatusCodes.Status400BadRequest, error.Code, error.Message, error.Param);
        }
        catch (BadHttpRequestException error) when (error.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return ErrorBody.Of(
                error.StatusCode,
                "message_too_long",
                $"The request has more than {BodyLimit.Bytes} bytes: shorten the session."
            );
        }
    }

    private IResult Answer(ClientSecretRequest request, Caller caller)
    {
        var now = time.GetUtcNow();
        var session = Opened(request.Session, now);
        var expiresAt = now + request.Lifetime;
        var value = secrets.Create(request.Session.Element, caller.Key, expiresAt);
        audit.Add(
            new("client_secret.created")
            {
                Key = caller.Key,
                Address = caller.Address,
                ExpiresAt = expiresAt,
            }
        );
        return Results.Json(
            new
            {
                value,
                expires_at = expiresAt.ToUnixTimeSeconds(),
                session,
            }
        );
    }

    /// <summary>The session as it would be if it were opened now.</summary>
    private JsonElement Opened(EventField configured, DateTimeOffset now)
    {
        var model = configured["model"].TextOrNull();
        var framing = configured["localvoice"].IsAbsent ? Framing.Realtime : Framing.LocalVoice;
        var state = new SessionState(
            profiles.Find(model),
            framing,
            new ConnectRequest(model, Language: null, TranscriptionOnly: false),
            pipeline.Value.Conversation,
            now + options.Value.Connection.SessionLifetime,
            configured
        );
        state.Identify($"sess_{Guid.NewGuid():n}");
        return state.Document;
    }

    private static async Task<JsonDocument> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken);
        return StrictJson.Parse(body.Length == 0 ? "{}"u8.ToArray() : body.ToArray());
    }
}

/// <summary>Above what a session may have.</summary>
internal sealed class BodyLimit : IRequestSizeLimitMetadata
{
    public const int Bytes = 512 * 1024;

    public long? MaxRequestBodySize => Bytes;
}

internal static class ClientSecretsEndpointExtensions
{
    public static void MapClientSecrets(this IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/realtime/client_secrets", (HttpContext context, ClientSecretsEndpoint endpoint) => endpoint.HandleAsync(context))
            .WithMetadata(new BodyLimit());
}
