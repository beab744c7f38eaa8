using System.Text.Json.Nodes;
using LocalVoice.Simulation.OpenAI.Errors;

namespace LocalVoice.Simulation.OpenAI.Chat;

/// <summary>
/// vLLM's words (github.com/vllm-project/vllm/issues/3485, 2024-03-19; what was flat then is in <c>error</c> since): <c>code</c> is the
/// status, and a wrong key gets a bare string.
/// </summary>
internal static class CompatibleErrors
{
    public static ErrorAnswer Answer(Refusal refusal) =>
        refusal switch
        {
            Refusal.NoKey or Refusal.WrongKey => new(401, new JsonObject { ["error"] = "Unauthorized" }),
            Refusal.NoCredit => Error(402, "Payment Required", "Payment Required"),
            Refusal.TooMany many => Error(429, "Too Many Requests", "Too Many Requests") with
            {
                Headers = RetryAfter.Headers(many.RetryAfter),
            },
            Refusal.Overloaded => Error(503, "Service Unavailable", "Service Unavailable"),
            Refusal.Failed => Error(500, "EngineCore encountered an issue.", "InternalServerError"),
            Refusal.NoSuchPath => new(404, new JsonObject { ["detail"] = "Not Found" }),
            Refusal.WrongMethod => new(405, new JsonObject { ["detail"] = "Method Not Allowed" }),
            Refusal.UnknownModel unknown => Error(404, $"The model `{unknown.Model}` does not exist.", "NotFoundError", "model"),
            _ => BadRequest(OpenAIBadRequests.Words(refusal)),
        };

    private static ErrorAnswer BadRequest((string Message, string? Path, string? Code) words) =>
        Error(400, words.Message, "BadRequestError", words.Path);

    private static ErrorAnswer Error(int status, string message, string type, string? path = null) =>
        new(
            status,
            new JsonObject
            {
                ["error"] = new JsonObject
                {
                    ["message"] = message,
                    ["type"] = type,
                    ["param"] = path,
                    ["code"] = status,
                },
            }
        );
}
