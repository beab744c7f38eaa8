using System.Text.Json.Nodes;
using LocalVoice.Simulation.OpenAI.Errors;
using LocalVoice.Simulation.OpenAI.Responses;
using Microsoft.AspNetCore.Http;

namespace LocalVoice.Simulation.OpenAI.Chat;

/// <summary>
/// Groq's: console.groq.com/docs (errors, rate limits), types of github.com/groq/groq-python of 2026-08-18, and streams recorded
/// on 2026-02-18 (github.com/pydantic/pydantic-ai, tests/models/cassettes/test_groq).
/// </summary>
internal sealed class GroqDialect : Dialect
{
    private const double SecondsPerToken = 0.0025;

    private static readonly TimeSpan QueueTime = TimeSpan.FromMilliseconds(5);

    public override string BasePath => "/openai/v1";

    public override IReadOnlyList<string> Models { get; } = ["llama-3.3-70b-versatile", "openai/gpt-oss-120b"];

    public override ChatRules Rules(string model) => GroqParameters.All;

    public override ErrorAnswer Answer(Refusal refusal) => GroqErrors.Answer(refusal);

    public override IEnumerable<ServerSentEvent> Failure() => [ServerSentEvent.Named("error", GroqErrors.Amid())];

    public override void WriteHeaders(IHeaderDictionary headers, string requestId, TimeSpan processing)
    {
        headers["x-request-id"] = requestId;
        headers["x-groq-region"] = "dls";
        headers["x-ratelimit-limit-requests"] = "14400";
        headers["x-ratelimit-limit-tokens"] = "18000";
        headers["x-ratelimit-remaining-requests"] = "14370";
        headers["x-ratelimit-remaining-tokens"] = "17997";
        headers["x-ratelimit-reset-requests"] = "2m59.56s";
        headers["x-ratelimit-reset-tokens"] = "7.66s";
    }

    public override JsonObject Completion(ChatReply reply)
    {
        var message = ChatChunks.Message(reply);
        if (reply.Script.Reasoning.Length > 0)
        {
            message["reasoning"] = reply.Script.Reasoning;
        }

        var completion = ChatChunks.Head(reply, isChunk: false);
        completion["choices"] = new JsonArray(
            new JsonObject
            {
                ["index"] = 0,
                ["message"] = message,
                ["logprobs"] = null,
                ["finish_reason"] = reply.FinishReason,
            }
        );
        completion["usage"] = Usage(reply);
        completion["usage_breakdown"] = null;
        completion["system_fingerprint"] = "fp_e8236260a9";
        completion["x_groq"] = new JsonObject { ["id"] = reply.RequestId, ["seed"] = 27718886 };
        completion["service_tier"] = "on_demand";
        return completion;
    }

    public override IEnumerable<ServerSentEvent> Events(ChatReply reply)
    {
        var head = Chunk(reply, new() { ["role"] = "assistant", ["content"] = "" });
        head["x_groq"] = new JsonObject { ["id"] = reply.RequestId, ["seed"] = 27718886 };
        yield return ServerSentEvent.Data(head);
        foreach (var word in reply.Reasoning)
        {
            yield return ServerSentEvent.Data(Chunk(reply, new() { ["reasoning"] = word, ["channel"] = "analysis" }), isWord: true);
        }

        foreach (var word in reply.Words)
        {
            yield return ServerSentEvent.Data(Chunk(reply, new() { ["content"] = word }), isWord: true);
        }

        foreach (var (index, call) in reply.Script.ToolCalls.Index())
        {
            var whole = new JsonArray(ChatChunks.ToolCall(call, index, call.Arguments));
            yield return ServerSentEvent.Data(Chunk(reply, new() { ["tool_calls"] = whole }), isWord: true);
        }

        yield return ServerSentEvent.Data(LastChunk(reply));
        if (reply.Request.IncludeUsage)
        {
            var usage = Chunk(reply, []);
            usage["choices"] = new JsonArray();
            usage["usage"] = Usage(reply);
            usage["x_groq"] = new JsonObject { ["id"] = reply.RequestId, ["usage"] = Usage(reply) };
            yield return ServerSentEvent.Data(usage);
        }

        yield return ServerSentEvent.Done;
    }

    public override JsonObject Model(string id, long created)
    {
        var model = OpenAIModel.Describe(id, created, "Meta");
        model["active"] = true;
        model["context_window"] = 131072;
        model["public_apps"] = null;
        model["max_completion_tokens"] = 32768;
        return model;
    }

    private static JsonObject LastChunk(ChatReply reply)
    {
        var chunk = Chunk(reply, [], reply.FinishReason);
        var own = new JsonObject { ["id"] = reply.RequestId };
        if (reply.Script.StoppedBecause is { } reason)
        {
            own["error"] = reason;
        }

        own["usage"] = Usage(reply);
        chunk["x_groq"] = own;
        if (!reply.Request.IncludeUsage)
        {
            chunk["usage"] = Usage(reply);
        }

        return chunk;
    }

    private static JsonObject Chunk(ChatReply reply, JsonObject delta, string? finishReason = null)
    {
        var chunk = ChatChunks.Head(reply, isChunk: true);
        chunk["system_fingerprint"] = "fp_e8236260a9";
        chunk["choices"] = new JsonArray(ChatChunks.Choice(delta, finishReason));
        return chunk;
    }

    private static JsonObject Usage(ChatReply reply)
    {
        var promptTime = Math.Max(reply.Request.PromptTokens * SecondsPerToken / 50, (reply.FirstToken - QueueTime).TotalSeconds);
        var completionTime = reply.CompletionTokens * SecondsPerToken;
        var usage = ChatChunks.Usage(reply);
        usage["queue_time"] = QueueTime.TotalSeconds;
        usage["prompt_time"] = promptTime;
        usage["completion_time"] = completionTime;
        usage["total_time"] = promptTime + completionTime;
        if (reply.Script.CachedTokens > 0)
        {
            usage["prompt_tokens_details"] = new JsonObject { ["cached_tokens"] = reply.Script.CachedTokens };
        }

        if (reply.Reasoning.Count > 0)
        {
            usage["completion_tokens_details"] = new JsonObject { ["reasoning_tokens"] = reply.Reasoning.Count };
        }

        return usage;
    }
}
