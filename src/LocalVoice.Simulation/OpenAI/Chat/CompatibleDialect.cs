using System.Text.Json.Nodes;
using LocalVoice.Simulation.OpenAI.Errors;
using LocalVoice.Simulation.OpenAI.Responses;
using Microsoft.AspNetCore.Http;

namespace LocalVoice.Simulation.OpenAI.Chat;

/// <summary>
/// A server of one's own, as vLLM's: it passes over fields it does not know. Others (llama-server, Ollama) differ in their errors.
/// </summary>
internal sealed class CompatibleDialect : Dialect
{
    public override string BasePath => "/v1";

    public override IReadOnlyList<string> Models { get; } = ["local-model"];

    public override ChatRules Rules(string model) => OpenAIParameters.For(model) with { IgnoresUnknown = true };

    public override ErrorAnswer Answer(Refusal refusal) => CompatibleErrors.Answer(refusal);

    /// <summary>The stream still ends as others do.</summary>
    public override IEnumerable<ServerSentEvent> Failure() =>
        [ServerSentEvent.Data(CompatibleErrors.Answer(new Refusal.Failed()).Body), ServerSentEvent.Done];

    public override void WriteHeaders(IHeaderDictionary headers, string requestId, TimeSpan processing) => headers["server"] = "uvicorn";

    public override JsonObject Completion(ChatReply reply)
    {
        var message = ChatChunks.Message(reply);
        if (reply.Script.Reasoning.Length > 0)
        {
            message["reasoning_content"] = reply.Script.Reasoning;
        }

        var completion = ChatChunks.Head(reply, isChunk: false);
        completion["choices"] = new JsonArray(
            new JsonObject
            {
                ["index"] = 0,
                ["message"] = message,
                ["logprobs"] = null,
                ["finish_reason"] = reply.FinishReason,
                ["stop_reason"] = null,
            }
        );
        completion["usage"] = Usage(reply);
        return completion;
    }

    public override IEnumerable<ServerSentEvent> Events(ChatReply reply)
    {
        yield return Chunk(reply, new() { ["role"] = "assistant", ["content"] = "" });
        foreach (var word in reply.Reasoning)
        {
            yield return Chunk(reply, new() { ["reasoning_content"] = word }, isWord: true);
        }

        foreach (var word in reply.Words)
        {
            yield return Chunk(reply, new() { ["content"] = word }, isWord: true);
        }

        foreach (var (index, call) in reply.Script.ToolCalls.Index())
        {
            yield return Chunk(
                reply,
                new() { ["tool_calls"] = new JsonArray(ChatChunks.ToolCall(call, index, call.Arguments)) },
                isWord: true
            );
        }

        yield return Chunk(reply, new() { ["content"] = "" }, reply.FinishReason);
        if (reply.Request.IncludeUsage)
        {
            var usage = ChatChunks.Head(reply, isChunk: true);
            usage["choices"] = new JsonArray();
            usage["usage"] = Usage(reply);
            yield return ServerSentEvent.Data(usage);
        }

        yield return ServerSentEvent.Done;
    }

    public override JsonObject Model(string id, long created)
    {
        var model = OpenAIModel.Describe(id, created, "vllm");
        model["root"] = id;
        model["parent"] = null;
        model["max_model_len"] = 8192;
        return model;
    }

    private static ServerSentEvent Chunk(ChatReply reply, JsonObject delta, string? finishReason = null, bool isWord = false)
    {
        var chunk = ChatChunks.Head(reply, isChunk: true);
        chunk["choices"] = new JsonArray(ChatChunks.Choice(delta, finishReason));
        return ServerSentEvent.Data(chunk, isWord);
    }

    private static JsonObject Usage(ChatReply reply)
    {
        var usage = ChatChunks.Usage(reply);
        usage["prompt_tokens_details"] =
            reply.Script.CachedTokens > 0 ? new JsonObject { ["cached_tokens"] = reply.Script.CachedTokens } : null;
        return usage;
    }
}
