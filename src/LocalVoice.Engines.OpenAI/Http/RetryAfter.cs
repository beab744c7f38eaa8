using System.Globalization;

namespace LocalVoice.Engines.OpenAI.Http;

/// <summary>
/// How long a service asks to wait: <c>retry-after-ms</c> (OpenAI) or <c>retry-after</c> in seconds, with a fraction too (Groq).
/// A date, which neither sends, is not read.
/// </summary>
internal static class RetryAfter
{
    public static TimeSpan? Of(HttpResponseMessage response) =>
        Number(response, "retry-after-ms") is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds)
        : Number(response, "retry-after") is { } seconds ? TimeSpan.FromSeconds(seconds)
        : null;

    private static double? Number(HttpResponseMessage response, string header) =>
        response.Headers.NonValidated.TryGetValues(header, out var values)
        && double.TryParse(values.ToString(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
        && number <= TimeSpan.SecondsPerDay * 1000
            ? number
            : null;
}
