using Microsoft.Extensions.Logging;
using Whisper.net.Logger;

namespace LocalVoice.Engines.Whisper;

/// <summary>Forwards whisper.cpp's warnings and errors to our log; its informational lines per decode are dropped.</summary>
internal static class NativeMessages
{
    // Logged as errors by whisper.cpp when a decode is cancelled: before the encoder, within it, within the decoder.
    private static readonly string[] DecodeEnded =
    [
        "whisper_full_with_state: encoder_begin_callback returned false",
        "whisper_full_with_state: failed to encode",
        "whisper_full_with_state: failed to decode",
    ];

    /// <summary>Whether it tells that a decode was cancelled; one that failed throws as well.</summary>
    public static bool IsCancellation(string line) => DecodeEnded.Any(start => line.StartsWith(start, StringComparison.Ordinal));

    public static IDisposable ForwardTo(ILogger logger) =>
        LogProvider.AddLogger(
            (level, message) =>
            {
                var line = message?.TrimEnd() ?? "";
                if (level == WhisperLogLevel.Warning)
                {
                    Log.NativeWarning(logger, line);
                }
                else if (level == WhisperLogLevel.Error && IsCancellation(line))
                {
                    Log.NativeDetail(logger, line);
                }
                else if (level == WhisperLogLevel.Error)
                {
                    Log.NativeError(logger, line);
                }
            }
        );
}
