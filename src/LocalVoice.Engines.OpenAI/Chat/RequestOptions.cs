using Microsoft.Extensions.AI;
using OpenAI.Chat;

namespace LocalVoice.Engines.OpenAI.Chat;

/// <summary>The options of a request as the service gets them. What is ours (conversation, priority, report) stays here.</summary>
internal sealed class RequestOptions(OpenAIChatOptions options)
{
    public ChatOptions Of(ChatOptions? asked)
    {
        var limit = Math.Min(asked?.MaxOutputTokens ?? options.MaxOutputTokens, options.MaxOutputTokens);
        return new()
        {
            Instructions = asked?.Instructions,
            Temperature = asked?.Temperature ?? options.Temperature,
            TopP = asked?.TopP,
            FrequencyPenalty = asked?.FrequencyPenalty,
            PresencePenalty = asked?.PresencePenalty,
            Seed = asked?.Seed,
            StopSequences = asked?.StopSequences,
            ResponseFormat = asked?.ResponseFormat,
            Tools = asked?.Tools,
            ToolMode = asked?.ToolMode,
            AllowMultipleToolCalls = asked?.AllowMultipleToolCalls,
            MaxOutputTokens = options.LimitsCompletion ? limit : null,
            RawRepresentationFactory = _ => Raw(limit),
        };
    }

    private ChatCompletionOptions Raw(int limit)
    {
        var raw = new ChatCompletionOptions();
        if (!options.LimitsCompletion)
        {
            raw.Patch.Set("$.max_tokens"u8, limit);
        }

        if (options.ReasoningEffort is { Length: > 0 } effort)
        {
            raw.ReasoningEffortLevel = new ChatReasoningEffortLevel(effort);
        }

        return raw;
    }
}
