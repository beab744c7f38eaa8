using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace LocalVoice.Simulation.OpenAI.Responses;

/// <summary>
/// The headers of OpenAI's responses ("Debugging requests" in its API reference), with limits as a user published them
/// (community.openai.com, 2025-05-26).
/// </summary>
internal static class OpenAIHeaders
{
    public static void Write(IHeaderDictionary headers, string requestId, TimeSpan processing)
    {
        headers["x-request-id"] = requestId;
        headers["openai-processing-ms"] = Math.Round(processing.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
        headers["openai-version"] = "2020-10-01";
        headers["openai-organization"] = "simulated";
        headers["x-ratelimit-limit-requests"] = "5000";
        headers["x-ratelimit-limit-tokens"] = "160000";
        headers["x-ratelimit-remaining-requests"] = "4999";
        headers["x-ratelimit-remaining-tokens"] = "159976";
        headers["x-ratelimit-reset-requests"] = "12ms";
        headers["x-ratelimit-reset-tokens"] = "9ms";
    }
}
