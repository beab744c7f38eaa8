using System.Globalization;
using LocalVoice.Remote;

namespace LocalVoice.Engines.OpenAI.Http;

/// <summary>OpenAI's header <c>openai-processing-ms</c>: the time until its response began.</summary>
internal static class ProcessingTime
{
    /// <returns>Whether the service told it.</returns>
    public static bool AddTo(BackendReport report, HttpResponseMessage response)
    {
        if (
            response.Headers.NonValidated.TryGetValues("openai-processing-ms", out var values)
            && double.TryParse(values.ToString(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var milliseconds)
            && milliseconds < TimeSpan.MillisecondsPerHour
        )
        {
            report.AddProcessing(TimeSpan.FromMilliseconds(milliseconds));
            return true;
        }

        return false;
    }
}
