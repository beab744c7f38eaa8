using System.Globalization;
using System.Text.Json.Nodes;
using LocalVoice.Simulation.OpenAI.Errors;

namespace LocalVoice.Simulation.OpenAI.Chat;

/// <summary>
/// Google's words, as users of generativelanguage.googleapis.com/v1beta/openai published them (2025–2026): an error in an array of
/// one, <c>google.rpc.Status</c> inside. A wrong key is a bad request; the time to wait is a detail, not a header.
/// </summary>
internal static class GeminiErrors
{
    private const string TypePrefix = "type.googleapis.com/google.rpc.";

    public static ErrorAnswer Answer(Refusal refusal)
    {
        var error = Status(refusal);
        return new((int)error["error"]!["code"]!, new JsonArray(error));
    }

    /// <summary>Amid a stream there is no array.</summary>
    public static JsonObject Amid() => Status(new Refusal.Failed());

    private static JsonObject Status(Refusal refusal) =>
        refusal switch
        {
            Refusal.NoKey => Error(400, "Missing or invalid Authorization header.", "INVALID_ARGUMENT"),
            Refusal.WrongKey => Error(400, "API key not valid. Please pass a valid API key.", "INVALID_ARGUMENT", InvalidKey()),
            Refusal.NoCredit => Error(402, "Your prepayment credits are depleted.", "FAILED_PRECONDITION"),
            Refusal.TooMany many => Error(
                429,
                "You exceeded your current quota, please check your plan and billing details.",
                "RESOURCE_EXHAUSTED",
                many.RetryAfter is { } wait ? RetryInfo(wait) : []
            ),
            Refusal.Overloaded => Error(503, "The model is overloaded. Please try again later.", "UNAVAILABLE"),
            Refusal.Failed => Error(500, "An internal error has occurred. Please retry or report.", "INTERNAL"),
            Refusal.NoSuchPath or Refusal.WrongMethod => Error(404, "Requested entity was not found.", "NOT_FOUND"),
            Refusal.UnknownModel unknown => Error(
                404,
                $"models/{unknown.Model} is not found for API version v1main, or is not supported for generateContent. Call ListModels to "
                    + "see the list of available models and their supported methods.",
                "NOT_FOUND"
            ),
            Refusal.UnknownFields unknown => UnknownFields(unknown),
            Refusal.NotJson => Error(400, "Invalid JSON payload received. Unexpected token.", "INVALID_ARGUMENT"),
            Refusal.WrongType wrong => Error(400, $"Invalid value at '{wrong.Path}'", "INVALID_ARGUMENT"),
            _ => Error(400, OpenAIBadRequests.Words(refusal).Message, "INVALID_ARGUMENT"),
        };

    private static JsonObject UnknownFields(Refusal.UnknownFields unknown)
    {
        var place = unknown.Path.Length == 0 ? "" : $" at '{unknown.Path}'";
        var lines = unknown
            .Names.Select(name => $"Invalid JSON payload received. Unknown name \"{name}\"{place}: Cannot find field.")
            .ToArray();
        var violations = new JsonArray([.. lines.Select(line => new JsonObject { ["description"] = line })]);
        return Error(
            400,
            string.Join('\n', lines),
            "INVALID_ARGUMENT",
            new JsonObject { ["@type"] = $"{TypePrefix}BadRequest", ["fieldViolations"] = violations }
        );
    }

    private static JsonObject InvalidKey() =>
        new()
        {
            ["@type"] = $"{TypePrefix}ErrorInfo",
            ["reason"] = "API_KEY_INVALID",
            ["domain"] = "googleapis.com",
            ["metadata"] = new JsonObject { ["service"] = "generativelanguage.googleapis.com" },
        };

    private static JsonObject[] RetryInfo(TimeSpan wait) =>
        [
            new()
            {
                ["@type"] = $"{TypePrefix}RetryInfo",
                ["retryDelay"] = wait.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture) + "s",
            },
        ];

    private static JsonObject Error(int code, string message, string status, params JsonObject[] details)
    {
        var error = new JsonObject
        {
            ["code"] = code,
            ["message"] = message,
            ["status"] = status,
        };
        if (details.Length > 0)
        {
            error["details"] = new JsonArray([.. details]);
        }

        return new() { ["error"] = error };
    }
}
