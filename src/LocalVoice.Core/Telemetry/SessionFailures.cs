using System.Diagnostics.Metrics;
using LocalVoice.Core.Sessions;
using LocalVoice.Remote;
using Microsoft.Extensions.Logging;

namespace LocalVoice.Core.Telemetry;

/// <summary>
/// Makes the failures of all sessions visible: each is one log line and one count. Neither has words of the user or the
/// agent, nor an exception's message, which may repeat them; that one is at Trace. Only a backend elsewhere has a second line.
/// Thread-safe.
/// </summary>
public sealed partial class SessionFailures
{
    public const string MeterName = "LocalVoice.Core";
    public const string ResponsesName = "localvoice.responses.failed";
    public const string TranscriptionsName = "localvoice.transcriptions.failed";
    public const string SessionsName = "localvoice.sessions.failed";
    public const string BackendsName = "localvoice.backends.replaced";

    private readonly Counter<long> _responses;
    private readonly Counter<long> _transcriptions;
    private readonly Counter<long> _sessions;
    private readonly Counter<long> _backends;
    private readonly ILogger _logger;

    /// <param name="meters">Null for a meter of its own.</param>
    public SessionFailures(IMeterFactory? meters, ILogger logger)
    {
        var meter = meters?.Create(MeterName) ?? new Meter(MeterName);
        _responses = meter.CreateCounter<long>(ResponsesName, "{response}", "Responses that failed, by stage and kind.");
        _transcriptions = meter.CreateCounter<long>(TranscriptionsName, "{transcription}", "Transcriptions that failed, by kind.");
        _sessions = meter.CreateCounter<long>(SessionsName, "{session}", "Sessions that a failure ended, by kind.");
        _backends = meter.CreateCounter<long>(BackendsName, "{turn}", "Turns in which another backend took over, by stage and kind.");
        _logger = logger;
    }

    internal void OfResponse(string sessionId, FailedResponse failed)
    {
        var kind = Kind(failed.Exception);
        _responses.Add(1, new("stage", failed.Stage), new("kind", kind));
        ResponseFailed(
            sessionId,
            failed.ResponseId,
            failed.ItemId,
            failed.Stage,
            kind,
            failed.Elapsed.TotalSeconds,
            failed.Usage.OutputTokens,
            failed.Usage.AudioDuration.TotalSeconds,
            failed.Speculative
        );
        Explain(sessionId, failed.Exception);
    }

    /// <summary>A committed item of the user got no transcript.</summary>
    /// <param name="elapsed">Time since the turn was decided.</param>
    internal void OfTranscription(string sessionId, string itemId, Exception failure, TimeSpan elapsed)
    {
        _transcriptions.Add(1, new KeyValuePair<string, object?>("kind", Kind(failure)));
        TranscriptionFailed(sessionId, itemId, Kind(failure), elapsed.TotalSeconds);
        Explain(sessionId, failure);
    }

    /// <summary>A failure ended the session.</summary>
    /// <param name="elapsed">Time since it was opened.</param>
    public void OfSession(string sessionId, Exception failure, TimeSpan elapsed)
    {
        ArgumentNullException.ThrowIfNull(failure);
        _sessions.Add(1, new KeyValuePair<string, object?>("kind", Kind(failure)));
        SessionFailed(sessionId, Kind(failure), elapsed.TotalSeconds);
        Explain(sessionId, failure);
    }

    /// <summary>A backend failed in a turn, and another served it.</summary>
    internal void OfBackend(string sessionId, ServedStage served)
    {
        if (served.Use.Failed is { } failed)
        {
            _backends.Add(1, new("stage", failed.Engine.Stage), new("kind", failed.Fault.ToString()));
            BackendReplaced(
                sessionId,
                failed.Engine.Stage,
                failed.Engine.Name,
                failed.Fault.ToString(),
                failed.After.TotalSeconds,
                served.Engine.Name
            );
        }
    }

    /// <summary>A backend's message is made for the operator and has no words: service, what happened, what to do.</summary>
    private void Explain(string sessionId, Exception failure)
    {
        if (failure is BackendException backend)
        {
            BackendFailed(sessionId, backend.Message);
        }

        FailureSensitive(sessionId, failure);
    }

    /// <summary>The exception's type, of a backend elsewhere its fault: of few values, and without words.</summary>
    private static string Kind(Exception failure) =>
        failure is BackendException { Fault: var fault } ? fault.ToString() : failure.GetType().Name;

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Session {SessionId}: response {ResponseId} (item {ItemId}) failed in {Stage}: {Kind}, after {Seconds:0.000} s, "
            + "{OutputTokens} tokens and {AudioSeconds:0.000} s of audio (speculative: {Speculative})"
    )]
    private partial void ResponseFailed(
        string sessionId,
        string responseId,
        string itemId,
        string stage,
        string kind,
        double seconds,
        int outputTokens,
        double audioSeconds,
        bool speculative
    );

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Session {SessionId}: transcription of item {ItemId} failed: {Kind}, {Seconds:0.000} s after its end"
    )]
    private partial void TranscriptionFailed(string sessionId, string itemId, string kind, double seconds);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Session {SessionId}: {Stage} backend {Backend} failed: {Kind}, after {Seconds:0.000} s; {Server} served the turn"
    )]
    private partial void BackendReplaced(string sessionId, string stage, string backend, string kind, double seconds, string server);

    [LoggerMessage(Level = LogLevel.Error, Message = "Session {SessionId} ended by a failure: {Kind}, after {Seconds:0.000} s")]
    private partial void SessionFailed(string sessionId, string kind, double seconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Session {SessionId}: {Reason}")]
    private partial void BackendFailed(string sessionId, string reason);

    [LoggerMessage(Level = LogLevel.Trace, Message = "Session {SessionId}: the failure in full")]
    private partial void FailureSensitive(string sessionId, Exception failure);
}
