namespace LocalVoice.Server.Transport;

internal static partial class TransportLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Session {SessionId} opened ({Framing}, profile {Profile}, key {Key})")]
    public static partial void SessionOpened(this ILogger logger, string sessionId, Protocol.Framing framing, string profile, string key);

    [LoggerMessage(Level = LogLevel.Information, Message = "Session {SessionId} closed: {Reason}")]
    public static partial void SessionClosed(this ILogger logger, string sessionId, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Session refused: {Reason}, status {Status}")]
    public static partial void SessionNotOpened(this ILogger logger, Exception exception, string reason, int status);
}
