namespace LocalVoice.Models;

/// <summary>
/// Redirections that a download does not follow. The HTTP client follows the others itself and returns the last
/// response of a series that it leaves.
/// </summary>
internal static class Redirection
{
    /// <summary>Redirections that a download follows; publishers use one or two.</summary>
    public const int Most = 10;

    /// <returns>What is wrong, as the rest of a sentence that begins with the address; null for another response.</returns>
    public static string? Problem(HttpResponseMessage response)
    {
        if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308))
        {
            return null;
        }

        var from = response.RequestMessage?.RequestUri;
        if (response.Headers.Location is not { } location)
        {
            return $"answers {(int)response.StatusCode} without saying where the file is (no Location).";
        }

        var to = from is null || location.IsAbsoluteUri ? location : new Uri(from, location);
        if (to is not { IsAbsoluteUri: true, Scheme: "http" or "https" })
        {
            return $"leads to '{location.OriginalString}', which is no http or https address.";
        }

        return from?.Scheme == "https" && to.Scheme == "http"
            ? $"leads from https to {to.AbsoluteUri}, which is not encrypted and is not followed."
            : $"leads on and on: after {Most} redirections the next one goes to {to.AbsoluteUri}.";
    }
}
