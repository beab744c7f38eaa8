using System.Globalization;
using System.Text.Json.Nodes;

namespace LocalVoice.Simulation.OpenAI.Errors;

/// <summary>
/// OpenAI's words, of the guide "Error codes" (developers.openai.com/api/docs/guides/error-codes) and of responses that users of
/// the API published in 2024–2026.
/// </summary>
internal static class OpenAIErrors
{
    private const string Invalid = "invalid_request_error";

    public static ErrorAnswer Answer(Refusal refusal) =>
        refusal switch
        {
            Refusal.NoKey => Error(
                401,
                "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth "
                    + "(i.e. Authorization: Bearer YOUR_KEY), or as the password field (with blank username) if you're accessing the API "
                    + "from your browser and are prompted for a username and password. You can obtain an API key from "
                    + "https://platform.openai.com/account/api-keys.",
                Invalid
            ),
            Refusal.WrongKey wrong => Error(
                401,
                $"Incorrect API key provided: {Masked(wrong.Key)}. "
                    + "You can find your API key at https://platform.openai.com/account/api-keys.",
                Invalid,
                code: "invalid_api_key"
            ),
            Refusal.NoCredit => Error(
                402,
                "You exceeded your current quota, please check your plan and billing details. For more information on this error, "
                    + "read the docs: https://platform.openai.com/docs/guides/error-codes/api-errors.",
                "insufficient_quota",
                code: "insufficient_quota"
            ),
            Refusal.TooMany many => TooMany(many),
            Refusal.Overloaded => Error(503, "The engine is currently overloaded, please try again later", "server_error"),
            Refusal.Failed => Error(500, "The server had an error while processing your request. Sorry about that!", "server_error"),
            Refusal.NoSuchPath lost => Error(404, $"Invalid URL ({lost.Method} {lost.Path})", Invalid),
            Refusal.WrongMethod wrong => Error(
                405,
                $"Not allowed to {wrong.Method} on {wrong.Path}. (HINT: Perhaps you meant to use a different HTTP method?)",
                Invalid
            ),
            Refusal.UnknownModel unknown => Error(
                404,
                $"The model `{unknown.Model}` does not exist or you do not have access to it.",
                Invalid,
                code: "model_not_found"
            ),
            Refusal.TooLarge large => Error(
                413,
                $"413: Maximum content size limit ({Refusal.TooLarge.MostBytes}) exceeded ({large.Bytes} bytes read)",
                "server_error"
            ),
            _ => Error(400, OpenAIBadRequests.Words(refusal)),
        };

    /// <summary>What comes amid a stream that fails.</summary>
    public static JsonObject Amid() => (JsonObject)Answer(new Refusal.Failed()).Body;

    private static ErrorAnswer TooMany(Refusal.TooMany many)
    {
        var wait = many.RetryAfter?.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
        var again = wait is null ? "" : $" Please try again in {wait}s.";
        return Error(
            429,
            $"Rate limit reached for {many.Model} in organization org-simulated on tokens per min (TPM): Limit 30000, Used 29937, "
                + $"Requested 385.{again} Visit https://platform.openai.com/account/rate-limits to learn more.",
            "tokens",
            code: "rate_limit_exceeded"
        ) with
        {
            Headers = RetryAfter.Headers(many.RetryAfter, alsoMilliseconds: true),
        };
    }

    private static ErrorAnswer Error(int status, (string Message, string? Path, string? Code) words) =>
        Error(status, words.Message, Invalid, words.Path, words.Code);

    private static ErrorAnswer Error(int status, string message, string type, string? path = null, string? code = null) =>
        new(
            status,
            new JsonObject
            {
                ["error"] = new JsonObject
                {
                    ["message"] = message,
                    ["type"] = type,
                    ["param"] = path,
                    ["code"] = code,
                },
            }
        );

    /// <summary>As the service shows a wrong key: its ends.</summary>
    private static string Masked(string key) =>
        key.Length < 12 ? new('*', key.Length) : $"{key[..4]}{new string('*', key.Length - 8)}{key[^4..]}";
}
