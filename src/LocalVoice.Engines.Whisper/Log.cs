using LocalVoice.Engines.Whisper.Decoding;
using Microsoft.Extensions.Logging;

namespace LocalVoice.Engines.Whisper;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Whisper loaded {Model} on {Device} ({Package}) in {Elapsed}")]
    public static partial void Loaded(ILogger logger, string model, string device, string package, TimeSpan elapsed);

    [LoggerMessage(2, LogLevel.Debug, "Final transcript of {Audio} in {Elapsed}")]
    public static partial void FinalDecoded(ILogger logger, TimeSpan audio, TimeSpan elapsed);

    [LoggerMessage(3, LogLevel.Trace, "Final transcript: {Text}")]
    public static partial void FinalTextSensitive(ILogger logger, string text);

    [LoggerMessage(4, LogLevel.Debug, "{Trip} at audio context {Context}: a stretch of {Samples} samples is not taken as heard")]
    public static partial void Distrusts(ILogger logger, GuardTrip trip, int context, int samples);

    [LoggerMessage(5, LogLevel.Information, "Dropped a stretch of {Samples} samples: no audio context gave a plausible transcript")]
    public static partial void Drops(ILogger logger, int samples);

    [LoggerMessage(6, LogLevel.Warning, "An utterance is longer than {Limit}: further audio is dropped until it ends")]
    public static partial void UtteranceTooLong(ILogger logger, TimeSpan limit);

    [LoggerMessage(7, LogLevel.Warning, "whisper.cpp: {Message}")]
    public static partial void NativeWarning(ILogger logger, string message);

    [LoggerMessage(8, LogLevel.Error, "whisper.cpp: {Message}")]
    public static partial void NativeError(ILogger logger, string message);

    [LoggerMessage(9, LogLevel.Debug, "whisper.cpp: {Message}")]
    public static partial void NativeDetail(ILogger logger, string message);

    [LoggerMessage(10, LogLevel.Debug, "A decode that nobody waits for goes on after {Limit}: the model stays in memory until it ends")]
    public static partial void DecodeOutlasts(ILogger logger, TimeSpan limit);
}
