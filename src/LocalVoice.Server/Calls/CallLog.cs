using LocalVoice.WebRtc.Calls;

namespace LocalVoice.Server.Calls;

internal static partial class CallLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Call {CallId} opened (session {SessionId}, profile {Profile}, key {Key})")]
    public static partial void CallOpened(this ILogger logger, string callId, string sessionId, string profile, string key);

    public static void CallClosed(this ILogger logger, string callId, string sessionId, string reason, CallQuality quality) =>
        logger.CallClosed(
            callId,
            sessionId,
            reason,
            quality.Received,
            quality.Lost,
            quality.Jitter.TotalMilliseconds,
            quality.LossThere,
            quality.RoundTrip
        );

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Call {CallId} closed (session {SessionId}): {Reason} {Received} packets heard, {Lost} lost, jitter {JitterMs:0.0} ms; "
            + "the caller lost {LossThere:P1}, round trip {RoundTrip}"
    )]
    private static partial void CallClosed(
        this ILogger logger,
        string callId,
        string sessionId,
        string reason,
        long received,
        long lost,
        double jitterMs,
        double lossThere,
        TimeSpan? roundTrip
    );

    [LoggerMessage(Level = LogLevel.Error, Message = "Call refused: {Reason}")]
    public static partial void CallNotOpened(this ILogger logger, Exception exception, string reason);
}
