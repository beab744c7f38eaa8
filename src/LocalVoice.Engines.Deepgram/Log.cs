using LocalVoice.Remote;
using Microsoft.Extensions.Logging;

namespace LocalVoice.Engines.Deepgram;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Debug, "Connected to Deepgram ({Host})")]
    public static partial void Connected(ILogger logger, string host);

    [LoggerMessage(2, LogLevel.Debug, "A connection ended, {Fault}: {Message}")]
    public static partial void Lost(ILogger logger, BackendFault fault, string message);

    [LoggerMessage(3, LogLevel.Debug, "Final transcript of {Audio} in {Elapsed}")]
    public static partial void Final(ILogger logger, TimeSpan audio, TimeSpan elapsed);

    [LoggerMessage(4, LogLevel.Trace, "Final transcript: {Text}")]
    public static partial void FinalTextSensitive(ILogger logger, string text);

    [LoggerMessage(5, LogLevel.Warning, "Deepgram ({Host}) warns: {Code}")]
    public static partial void Warned(ILogger logger, string host, string code);

    [LoggerMessage(6, LogLevel.Debug, "No connection to Deepgram ({Host}) ahead of need: {Message}")]
    public static partial void NotPrepared(ILogger logger, string host, string message);
}
