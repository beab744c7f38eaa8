using Microsoft.Extensions.Logging;
using Whisper.net.Logger;

namespace LocalVoice.Engines.Whisper;

/// <summary>Leads whisper.cpp's warnings and errors to our log. Its chatter about every decode is left out.</summary>
internal static class NativeMessages
{
    public static IDisposable ForwardTo(ILogger logger) => LogProvider.AddLogger((level, message) =>
    {
        if (level == WhisperLogLevel.Warning)
            Log.NativeWarning(logger, message.TrimEnd());
        else if (level == WhisperLogLevel.Error)
            Log.NativeError(logger, message.TrimEnd());
    });
}
