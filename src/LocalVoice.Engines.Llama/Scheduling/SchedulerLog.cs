using Microsoft.Extensions.Logging;

namespace LocalVoice.Engines.Llama.Scheduling;

internal static partial class SchedulerLog
{
    [LoggerMessage(LogLevel.Error, "A step of the language model failed")]
    public static partial void StepFailed(ILogger logger, Exception error);
}
