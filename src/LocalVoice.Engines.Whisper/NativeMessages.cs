using Microsoft.Extensions.Logging;
using Whisper.net.Logger;

namespace LocalVoice.Engines.Whisper;

/// <summary>Forwards whisper.cpp's warnings and errors to our log; its informational lines per decode are dropped.</summary>
internal static class NativeMessages
{
    // Logged by whisper.cpp when a decode is cancelled; a decode that failed throws as well.
    private const string DecodeEnded = "whisper_full_with_state: failed to";

    public static IDisposable ForwardTo(ILogger logger) =>
        LogProvider.AddLogger(
            (level, message) =>
            {
                var line = message?.TrimEnd() ?? "";
                if (level == WhisperLogLevel.Warning)
                {
                    Log.NativeWarning(logger, line);
                }
                else if (level == WhisperLogLevel.Error && line.StartsWith(DecodeEnded, StringComparison.Ordinal))
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
