namespace LocalVoice.Server.Telephony.Calls;

/// <summary>Numbers and codes, never words, keys that were pressed, or telephone numbers.</summary>
internal static partial class CallLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Call {SessionId} opened ({Line}, profile {Profile})")]
    public static partial void CallOpened(this ILogger logger, string sessionId, string line, string profile);

    [LoggerMessage(Level = LogLevel.Information, Message = "Call {SessionId} ended: {Reason}")]
    public static partial void CallEnded(this ILogger logger, string sessionId, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Call refused: no session could be opened ({Line})")]
    public static partial void CallNotOpened(this ILogger logger, Exception failure, string line);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Call {SessionId}: the session did not execute a command ({Code})")]
    public static partial void CommandRefused(this ILogger logger, string sessionId, string code);
}
