using Microsoft.Extensions.Logging;
using Whisper.net.Logger;

namespace LocalVoice.Engines.Whisper;

/// <summary>Leads whisper.cpp's warnings and errors to our log. Its chatter about every decode is left out.</summary>
internal static class NativeMessages
{
    // What whisper.cpp says of a decode that was cancelled; one that really failed throws besides.
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
