using System.Diagnostics.Metrics;
using System.Globalization;
using LocalVoice.Server.Audit;
using LocalVoice.Server.Protocol;

namespace LocalVoice.Server.Access;

/// <summary>Answers what is refused. A refused session is one log line and one count, with numbers and no words or keys.</summary>
internal sealed partial class Refusals
{
    public const string MeterName = "LocalVoice.Server";
    public const string CounterName = "localvoice.sessions.refused";

    private readonly Counter<long> _refused;
    private readonly AuditLog _audit;
    private readonly ILogger _logger;

    public Refusals(IMeterFactory meters, AuditLog audit, ILogger<Refusals> logger)
    {
        _refused = meters
            .Create(MeterName)
            .CreateCounter<long>(CounterName, "{session}", "Sessions that were refused, by reason: key_missing, origin …");
        (_audit, _logger) = (audit, logger);
    }

    /// <summary>Writes the refusal; counts it where the request was for a session.</summary>
    public Task AnswerAsync(HttpContext context, Refusal refusal)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = "no-store";
        if (refusal.RetryAfter is { } wait)
        {
            headers.RetryAfter = wait.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
        }

        if (refusal.Status == StatusCodes.Status401Unauthorized)
        {
            headers.WWWAuthenticate = refusal == Refusal.KeyMissing ? "Bearer" : "Bearer error=\"invalid_token\"";
        }
        else if (refusal.Status == StatusCodes.Status426UpgradeRequired)
        {
            headers.Upgrade = "websocket";
        }

        if (refusal.IsOfAccess)
        {
            Audit(context, refusal);
        }

        if (context.GetEndpoint()?.Metadata.GetMetadata<OpensSessions>() is not null)
        {
            Note(refusal.Reason, refusal.Status);
        }

        return ErrorBody.Of(refusal.Status, refusal.Code, refusal.Message).ExecuteAsync(context);
    }

    /// <summary>Counts and logs a refused session that the caller answers.</summary>
    /// <param name="status">Of HTTP, or of the WebSocket's close.</param>
    public void Note(string reason, int status)
    {
        Count(reason);
        LogRefused(_logger, reason, status);
    }

    /// <summary>Counts a refusal that the caller answers and logs.</summary>
    public void Count(string reason) => _refused.Add(1, new KeyValuePair<string, object?>("reason", reason));

    private void Audit(HttpContext context, Refusal refusal)
    {
        var caller = CallerOf.Request(context);
        _audit.Add(
            new("request.refused")
            {
                Key = caller.Key,
                ClientSecret = caller.BySecret ? true : null,
                Address = caller.Address,
                Reason = refusal.Reason,
                Status = refusal.Status,
                Route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText,
            }
        );
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Session refused: {Reason}, status {Status}")]
    private static partial void LogRefused(ILogger logger, string reason, int status);
}

/// <summary>Marks the endpoint whose refusals are refused sessions.</summary>
internal sealed class OpensSessions;
