using Microsoft.Extensions.Logging;

namespace LocalVoice.Engines.Llama;

internal static partial class ClientLog
{
    [LoggerMessage(LogLevel.Debug, "No sequence became free within {Seconds} s: nothing was prefilled")]
    public static partial void NotPrefilled(ILogger logger, double seconds);
}
