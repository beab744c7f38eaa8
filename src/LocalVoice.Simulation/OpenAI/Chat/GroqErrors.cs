using System.Globalization;
using System.Text.Json.Nodes;
using LocalVoice.Simulation.OpenAI.Errors;

namespace LocalVoice.Simulation.OpenAI.Chat;

/// <summary>
/// Groq's words: console.groq.com/docs/errors, and responses that users published (401: 2025-03-04; 429: 2025-02; 400:
/// 2024–2026). No <c>param</c>, and no <c>code</c> where there is none to
/// tell. Its list of statuses has no 402.
/// </summary>
internal static class GroqErrors
{
    private const string Invalid = "invalid_request_error";

    public static ErrorAnswer Answer(Refusal refusal) =>
        refusal switch
        {
            Refusal.NoKey or Refusal.WrongKey => Error(401, "Invalid API Key", Invalid, "invalid_api_key"),
            Refusal.NoCredit => Error(402, "Payment required. Please check your billing details.", Invalid, "payment_required"),
            Refusal.TooMany many => TooMany(many),
            Refusal.Overloaded => Error(503, "Service Unavailable", "internal_server_error", "service_unavailable"),
            Refusal.Failed => Error(500, "Internal Server Error", "internal_server_error"),
            Refusal.NoSuchPath lost => Error(404, $"Unknown request URL: {lost.Method} {lost.Path}.", Invalid, "unknown_url"),
            Refusal.WrongMethod lost => Error(404, $"Unknown request URL: {lost.Method} {lost.Path}.", Invalid, "unknown_url"),
            Refusal.UnknownModel unknown => Error(
                404,
                $"The model `{unknown.Model}` does not exist or you do not have access to it.",
                Invalid,
                "model_not_found"
            ),
            _ => Error(400, BadRequest(refusal), Invalid),
        };

    /// <summary>As recorded for a failed tool call: the error with its status.</summary>
    public static JsonObject Amid()
    {
        var error = (JsonObject)Answer(new Refusal.Failed()).Body;
        error["error"]!["status_code"] = 500;
        return error;
    }

    private static string BadRequest(Refusal refusal) =>
        refusal switch
        {
            Refusal.UnknownFields { Path: "" } unknown => $"property '{unknown.Names[0]}' is unsupported",
            Refusal.UnknownFields unknown => $"'{Dotted(unknown.Path)}' : property '{unknown.Names[0]}' is unsupported",
            Refusal.Missing missing => $"'{Dotted(missing.Path)}' : property is missing",
            Refusal.WrongType wrong => $"'{Dotted(wrong.Path)}' : value must be {wrong.Expected}",
            Refusal.Empty empty => $"'{Dotted(empty.Path)}' : minimum number of items is 1",
            Refusal.OutOfRange beyond => string.Create(
                CultureInfo.InvariantCulture,
                $"'{Dotted(beyond.Path)}' : number must be at {(beyond.IsAbove ? "most" : "least")} {beyond.Limit}"
            ),
            Refusal.BadValue bad => $"'{Dotted(bad.Path)}' : value is not one of the allowed values [{string.Join(",", bad.Supported)}]",
            Refusal.NotJson => "failed to decode json",
            _ => OpenAIBadRequests.Words(refusal).Message,
        };

    private static ErrorAnswer TooMany(Refusal.TooMany many)
    {
        var seconds = many.RetryAfter?.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
        var again = seconds is null ? "" : $" Please try again in {seconds}s.";
        return Error(
            429,
            $"Rate limit reached for model `{many.Model}` in organization `org_simulated` service tier `on_demand` on tokens per minute "
                + $"(TPM): Limit 15000, Used 11972, Requested 4351.{again} "
                + "Visit https://console.groq.com/docs/rate-limits for more information.",
            "tokens",
            "rate_limit_exceeded"
        ) with
        {
            Headers = RetryAfter.Headers(many.RetryAfter),
        };
    }

    private static ErrorAnswer Error(int status, string message, string type, string? code = null)
    {
        var error = new JsonObject { ["message"] = message, ["type"] = type };
        if (code is not null)
        {
            error["code"] = code;
        }

        return new(status, new JsonObject { ["error"] = error });
    }

    /// <summary>Groq writes <c>messages.0.content</c>.</summary>
    private static string Dotted(string path) =>
        path.Replace("[", ".", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal);
}
