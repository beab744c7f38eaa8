using System.Text.Json.Nodes;

namespace LocalVoice.Simulation.OpenAI.Chat;

/// <summary>The parts of chunks and completions that the dialects share.</summary>
internal static class ChatChunks
{
    public static JsonObject Choice(JsonObject delta, string? finishReason = null) =>
        new()
        {
            ["index"] = 0,
            ["delta"] = delta,
            ["logprobs"] = null,
            ["finish_reason"] = finishReason,
        };

    public static JsonObject ToolCall(ScriptedToolCall call, int? index, string arguments)
    {
        var whole = new JsonObject();
        if (index is { } at)
        {
            whole["index"] = at;
        }

        whole["id"] = call.Id;
        whole["type"] = "function";
        whole["function"] = new JsonObject { ["name"] = call.Name, ["arguments"] = arguments };
        return whole;
    }

    public static JsonObject Usage(ChatReply reply) =>
        new()
        {
            ["prompt_tokens"] = reply.Request.PromptTokens,
            ["completion_tokens"] = reply.CompletionTokens,
            ["total_tokens"] = reply.Request.PromptTokens + reply.CompletionTokens,
        };

    /// <summary>Role, text, and tool calls where there are any.</summary>
    public static JsonObject Message(ChatReply reply)
    {
        var text = string.Concat(reply.Words);
        var message = new JsonObject { ["role"] = "assistant", ["content"] = text.Length == 0 ? null : text };
        if (reply.Script.ToolCalls.Count > 0)
        {
            message["tool_calls"] = new JsonArray([.. reply.Script.ToolCalls.Select(call => ToolCall(call, null, call.Arguments))]);
        }

        return message;
    }

    /// <summary>id, object, created and model, in this order.</summary>
    public static JsonObject Head(ChatReply reply, bool isChunk) =>
        new()
        {
            ["id"] = reply.Id,
            ["object"] = isChunk ? "chat.completion.chunk" : "chat.completion",
            ["created"] = reply.Created,
            ["model"] = reply.Request.Model,
        };
}
