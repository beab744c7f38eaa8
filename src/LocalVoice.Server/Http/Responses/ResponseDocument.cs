using System.Text.Json.Nodes;
using LocalVoice.Server.Http.Generation;
using LocalVoice.Server.Http.Serving;

namespace LocalVoice.Server.Http.Responses;

/// <summary>Writes a response as the API shows it at each moment.</summary>
internal sealed class ResponseDocument(ResponseRequest request, DateTimeOffset created)
{
    private readonly string _id = $"resp_{Guid.NewGuid():N}";

    /// <param name="output">The items that are complete.</param>
    /// <param name="usage">Null before the end.</param>
    public JsonObject Write(string status, IEnumerable<JsonObject> output, TextUsage? usage = null, ApiException? failure = null)
    {
        var document = new JsonObject
        {
            ["id"] = _id,
            ["object"] = "response",
            ["created_at"] = created.ToUnixTimeSeconds(),
            ["status"] = status,
            ["background"] = false,
            ["error"] = failure is null ? null : new JsonObject { ["code"] = failure.Code, ["message"] = failure.Message },
            ["incomplete_details"] = status == "incomplete" ? new JsonObject { ["reason"] = "max_output_tokens" } : null,
            ["model"] = request.Text.Profile.Name,
            ["output"] = new JsonArray([.. output.Select(item => item.DeepClone())]),
            ["previous_response_id"] = null,
            ["service_tier"] = "default",
            ["store"] = false,
            ["text"] = new JsonObject { ["format"] = new JsonObject { ["type"] = "text" } },
            ["top_logprobs"] = 0,
            ["usage"] = usage is { } counted ? Usage(counted) : null,
            ["user"] = null,
        };
        foreach (var (name, value) in request.Echoed)
        {
            document[name] = value?.DeepClone();
        }

        return document;
    }

    private static JsonObject Usage(TextUsage usage) =>
        new()
        {
            ["input_tokens"] = usage.Input,
            ["input_tokens_details"] = new JsonObject { ["cached_tokens"] = usage.Cached },
            ["output_tokens"] = usage.Output,
            ["output_tokens_details"] = new JsonObject { ["reasoning_tokens"] = 0 },
            ["total_tokens"] = usage.Total,
        };
}
