using System.Text.Json.Nodes;
using LocalVoice.Simulation.OpenAI.Errors;
using LocalVoice.Simulation.OpenAI.Responses;
using Microsoft.AspNetCore.Http;

namespace LocalVoice.Simulation.OpenAI.Chat;

/// <summary>
/// Gemini's compatible endpoint: ai.google.dev/gemini-api/docs/openai, and chunks that users captured (2025–2026). Every delta
/// names the role, the last word and the reason to finish share a chunk with the usage, keys are in alphabetical order.
/// </summary>
internal sealed class GeminiDialect : Dialect
{
    private const string Prefix = "models/";

    public override string BasePath => "/v1beta/openai";

    public override IReadOnlyList<string> Models { get; } = ["gemini-2.5-flash", "gemini-2.5-flash-lite"];

    public override string Canonical(string model) => model.StartsWith(Prefix, StringComparison.Ordinal) ? model[Prefix.Length..] : model;

    public override ChatRules Rules(string model) => GeminiParameters.All;

    public override ErrorAnswer Answer(Refusal refusal) => GeminiErrors.Answer(refusal);

    public override IEnumerable<ServerSentEvent> Failure() => [ServerSentEvent.Data(GeminiErrors.Amid())];

    public override void WriteHeaders(IHeaderDictionary headers, string requestId, TimeSpan processing)
    {
        headers["server-timing"] = string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"gfet4t7; dur={processing.TotalMilliseconds:0}"
        );
        headers["x-content-type-options"] = "nosniff";
    }

    public override JsonObject Completion(ChatReply reply)
    {
        var choice = new JsonObject { ["finish_reason"] = reply.FinishReason, ["index"] = 0 };
        if (!IsFiltered(reply))
        {
            choice["message"] = ChatChunks.Message(reply);
        }

        return Whole(reply, choice, "chat.completion", withUsage: true);
    }

    public override IEnumerable<ServerSentEvent> Events(ChatReply reply)
    {
        var deltas = Deltas(reply).ToArray();
        foreach (var (index, delta) in deltas.Index())
        {
            var isLast = index == deltas.Length - 1;
            var choice = new JsonObject { ["delta"] = delta };
            if (isLast)
            {
                choice["finish_reason"] = reply.FinishReason;
            }

            choice["index"] = 0;
            var chunk = Whole(reply, choice, "chat.completion.chunk", withUsage: isLast && reply.Request.IncludeUsage);
            yield return ServerSentEvent.Data(chunk, isWord: delta.Count > 1);
        }

        yield return ServerSentEvent.Done;
    }

    public override JsonObject Model(string id, long created) =>
        new()
        {
            ["id"] = Prefix + id,
            ["object"] = "model",
            ["owned_by"] = "google",
            ["display_name"] = id,
        };

    private static IEnumerable<JsonObject> Deltas(ChatReply reply)
    {
        foreach (var word in reply.Words)
        {
            yield return new() { ["content"] = word, ["role"] = "assistant" };
        }

        foreach (var (index, call) in reply.Script.ToolCalls.Index())
        {
            yield return new() { ["role"] = "assistant", ["tool_calls"] = new JsonArray(ChatChunks.ToolCall(call, index, call.Arguments)) };
        }

        if (reply.Words.Count == 0 && reply.Script.ToolCalls.Count == 0)
        {
            yield return new() { ["role"] = "assistant" };
        }
    }

    private static bool IsFiltered(ChatReply reply) =>
        reply.Words.Count == 0 && reply.FinishReason.StartsWith("content_filter", StringComparison.Ordinal);

    private static JsonObject Whole(ChatReply reply, JsonObject choice, string type, bool withUsage)
    {
        var whole = new JsonObject
        {
            ["choices"] = new JsonArray(choice),
            ["created"] = reply.Created,
            ["id"] = reply.Id,
            ["model"] = reply.Request.Model,
            ["object"] = type,
        };
        if (withUsage)
        {
            var usage = new JsonObject { ["completion_tokens"] = reply.CompletionTokens, ["prompt_tokens"] = reply.Request.PromptTokens };
            if (reply.Script.CachedTokens > 0)
            {
                usage["prompt_tokens_details"] = new JsonObject { ["cached_tokens"] = reply.Script.CachedTokens };
            }

            usage["total_tokens"] = reply.CompletionTokens + reply.Request.PromptTokens;
            whole["usage"] = usage;
        }

        return whole;
    }
}
