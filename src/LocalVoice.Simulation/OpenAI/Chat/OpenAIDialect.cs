using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using LocalVoice.Simulation.OpenAI.Errors;
using LocalVoice.Simulation.OpenAI.Responses;
using Microsoft.AspNetCore.Http;

namespace LocalVoice.Simulation.OpenAI.Chat;

/// <summary>OpenAI's own, after its OpenAPI description 2.3.0 (github.com/openai/openai-openapi, 2026-08-21).</summary>
internal sealed class OpenAIDialect : Dialect
{
    public override string BasePath => "/v1";

    public override IReadOnlyList<string> Models { get; } = ["gpt-4o-mini", "gpt-4.1-mini", "gpt-5-mini"];

    public override ChatRules Rules(string model) => OpenAIParameters.For(model);

    public override void CheckTogether(JsonElement request)
    {
        if (IsGiven(request, "max_tokens") && IsGiven(request, "max_completion_tokens"))
        {
            throw new RefusedException(
                new Refusal.Other(
                    "Setting 'max_tokens' and 'max_completion_tokens' at the same time is not supported.",
                    "max_tokens",
                    "invalid_parameter_combination"
                )
            );
        }

        if (OpenAIParameters.Reasons(request.GetProperty("model").GetString()!))
        {
            CheckReasoning(request);
        }
    }

    public override ErrorAnswer Answer(Refusal refusal) => OpenAIErrors.Answer(refusal);

    public override IEnumerable<ServerSentEvent> Failure() => [ServerSentEvent.Data(OpenAIErrors.Amid())];

    public override void WriteHeaders(IHeaderDictionary headers, string requestId, TimeSpan processing) =>
        OpenAIHeaders.Write(headers, requestId, processing);

    public override JsonObject Completion(ChatReply reply)
    {
        var message = ChatChunks.Message(reply);
        message["refusal"] = null;
        message["annotations"] = new JsonArray();
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
        completion["service_tier"] = "default";
        completion["system_fingerprint"] = "fp_44709d6fcb";
        return completion;
    }

    public override IEnumerable<ServerSentEvent> Events(ChatReply reply)
    {
        var calls = reply.Script.ToolCalls;
        var content = reply.Words.Count == 0 && calls.Count > 0 ? null : "";
        yield return Chunk(
            reply,
            new()
            {
                ["role"] = "assistant",
                ["content"] = content,
                ["refusal"] = null,
            }
        );
        foreach (var word in reply.Words)
        {
            yield return Chunk(reply, new() { ["content"] = word }, isWord: true);
        }

        foreach (var (index, call) in calls.Index())
        {
            yield return Chunk(reply, new() { ["tool_calls"] = new JsonArray(ChatChunks.ToolCall(call, index, "")) });
            foreach (var piece in Tokens.Of(call.Arguments))
            {
                var function = new JsonObject
                {
                    ["index"] = index,
                    ["function"] = new JsonObject { ["arguments"] = piece },
                };
                yield return Chunk(reply, new() { ["tool_calls"] = new JsonArray(function) }, isWord: true);
            }
        }

        yield return Chunk(reply, [], finishReason: reply.FinishReason);
        if (reply.Request.IncludeUsage)
        {
            yield return ServerSentEvent.Data(Chunk(reply, [], Usage(reply)));
        }

        yield return ServerSentEvent.Done;
    }

    public override JsonObject Model(string id, long created) => OpenAIModel.Describe(id, created);

    private static ServerSentEvent Chunk(ChatReply reply, JsonObject delta, string? finishReason = null, bool isWord = false) =>
        ServerSentEvent.Data(Chunk(reply, [ChatChunks.Choice(delta, finishReason)], usage: null), isWord);

    private static JsonObject Chunk(ChatReply reply, JsonArray choices, JsonObject? usage)
    {
        var chunk = ChatChunks.Head(reply, isChunk: true);
        chunk["service_tier"] = "default";
        chunk["system_fingerprint"] = "fp_44709d6fcb";
        chunk["choices"] = choices;
        if (reply.Request.IncludeUsage)
        {
            chunk["usage"] = usage;
        }

        // Pads chunks against eavesdroppers; on unless stream_options say otherwise.
        chunk["obfuscation"] = "0aZ9xKq2";
        return chunk;
    }

    private static JsonObject Usage(ChatReply reply)
    {
        var usage = ChatChunks.Usage(reply);
        usage["prompt_tokens_details"] = new JsonObject { ["cached_tokens"] = reply.Script.CachedTokens, ["audio_tokens"] = 0 };
        usage["completion_tokens_details"] = new JsonObject
        {
            ["reasoning_tokens"] = reply.Reasoning.Count,
            ["audio_tokens"] = 0,
            ["accepted_prediction_tokens"] = 0,
            ["rejected_prediction_tokens"] = 0,
        };
        return usage;
    }

    private static void CheckReasoning(JsonElement request)
    {
        if (IsGiven(request, "max_tokens"))
        {
            throw new RefusedException(new Refusal.Unsupported("max_tokens", "max_completion_tokens"));
        }

        foreach (var name in new[] { "temperature", "top_p" })
        {
            if (IsGiven(request, name) && request.GetProperty(name).GetDecimal() is var value && value != 1)
            {
                throw new RefusedException(new Refusal.OnlyDefault(name, value.ToString(CultureInfo.InvariantCulture)));
            }
        }
    }

    private static bool IsGiven(JsonElement request, string name) =>
        request.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;
}
