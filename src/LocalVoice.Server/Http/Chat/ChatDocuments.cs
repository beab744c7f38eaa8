using System.Text.Json.Nodes;
using LocalVoice.Server.Http.Generation;

namespace LocalVoice.Server.Http.Chat;

/// <summary>Writes one chat completion: whole, or its chunks.</summary>
internal sealed class ChatDocuments(TextRequest request, DateTimeOffset created)
{
    private readonly string _id = $"chatcmpl-{Guid.NewGuid():N}";

    public JsonObject Whole(string? text, IReadOnlyList<CallPart> calls, TextResponse response)
    {
        var message = new JsonObject
        {
            ["role"] = "assistant",
            ["content"] = text,
            ["refusal"] = null,
            ["annotations"] = new JsonArray(),
        };
        if (calls.Count > 0)
        {
            message["tool_calls"] = new JsonArray([.. calls.Select(call => (JsonNode)Call(call))]);
        }

        var document = Head("chat.completion");
        document["choices"] = new JsonArray(
            new JsonObject
            {
                ["index"] = 0,
                ["message"] = message,
                ["logprobs"] = null,
                ["finish_reason"] = FinishReason(response),
            }
        );
        document["usage"] = Usage(response.Usage);
        return document;
    }

    /// <param name="withUsage">Whether the last chunk will have the usage: all others have none, explicitly.</param>
    public JsonObject Chunk(JsonObject delta, bool withUsage, string? finishReason = null)
    {
        var chunk = Head("chat.completion.chunk");
        chunk["choices"] = new JsonArray(
            new JsonObject
            {
                ["index"] = 0,
                ["delta"] = delta,
                ["logprobs"] = null,
                ["finish_reason"] = finishReason,
            }
        );
        if (withUsage)
        {
            chunk["usage"] = null;
        }

        return chunk;
    }

    public JsonObject UsageChunk(TextUsage usage)
    {
        var chunk = Head("chat.completion.chunk");
        chunk["choices"] = new JsonArray();
        chunk["usage"] = Usage(usage);
        return chunk;
    }

    /// <param name="index">Of the call among those of its response; null outside a stream.</param>
    public static JsonObject Call(CallPart call, int? index = null)
    {
        var document = new JsonObject
        {
            ["id"] = call.CallId,
            ["type"] = "function",
            ["function"] = new JsonObject { ["name"] = call.Name, ["arguments"] = call.Arguments },
        };
        if (index is { } position)
        {
            document.Insert(0, "index", position);
        }

        return document;
    }

    public static string FinishReason(TextResponse response) =>
        response.HasCalls ? "tool_calls"
        : response.IsCutOff ? "length"
        : "stop";

    private JsonObject Head(string type) =>
        new()
        {
            ["id"] = _id,
            ["object"] = type,
            ["created"] = created.ToUnixTimeSeconds(),
            ["model"] = request.Profile.Name,
            ["service_tier"] = "default",
            ["system_fingerprint"] = null,
        };

    private static JsonObject Usage(TextUsage usage) =>
        new()
        {
            ["prompt_tokens"] = usage.Input,
            ["completion_tokens"] = usage.Output,
            ["total_tokens"] = usage.Total,
            ["prompt_tokens_details"] = new JsonObject { ["cached_tokens"] = usage.Cached, ["audio_tokens"] = 0 },
            ["completion_tokens_details"] = new JsonObject { ["reasoning_tokens"] = 0, ["audio_tokens"] = 0 },
        };
}
