using System.Globalization;

namespace LocalVoice.Simulation.OpenAI.Errors;

/// <summary>Headers that tell when to come again.</summary>
internal static class RetryAfter
{
    /// <param name="wait">Null: the service does not tell.</param>
    /// <param name="alsoMilliseconds">OpenAI's <c>retry-after-ms</c>, which its client libraries prefer.</param>
    public static Dictionary<string, string> Headers(TimeSpan? wait, bool alsoMilliseconds = false)
    {
        var headers = new Dictionary<string, string>();
        if (wait is { } time)
        {
            headers["retry-after"] = Math.Ceiling(time.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            if (alsoMilliseconds)
            {
                headers["retry-after-ms"] = Math.Ceiling(time.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
            }
        }

        return headers;
    }
}
