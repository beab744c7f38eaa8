using LocalVoice.Simulation.OpenAI.Rules;

namespace LocalVoice.Simulation.OpenAI.Chat;

/// <summary>Parameters of OpenAI's CreateChatCompletionRequest.</summary>
internal static class OpenAIParameters
{
    private static readonly Dictionary<string, ParameterRule> All = new()
    {
        ["audio"] = ParameterRule.Object,
        ["frequency_penalty"] = ParameterRule.Decimal(-2, 2),
        ["function_call"] = ParameterRule.TextOrObject,
        ["functions"] = ParameterRule.Array,
        ["logit_bias"] = ParameterRule.Object,
        ["logprobs"] = ParameterRule.Flag,
        ["max_completion_tokens"] = ParameterRule.Integer(1),
        ["max_tokens"] = ParameterRule.Integer(1),
        ["metadata"] = ParameterRule.Object,
        ["modalities"] = ParameterRule.Array,
        ["moderation"] = ParameterRule.Object,
        ["n"] = ParameterRule.Integer(1, 1),
        ["parallel_tool_calls"] = ParameterRule.Flag,
        ["prediction"] = ParameterRule.Object,
        ["presence_penalty"] = ParameterRule.Decimal(-2, 2),
        ["prompt_cache_key"] = ParameterRule.Text,
        ["prompt_cache_options"] = ParameterRule.Object,
        ["prompt_cache_retention"] = ParameterRule.OneOf("in_memory", "24h"),
        ["response_format"] = ParameterRule.Object,
        ["safety_identifier"] = ParameterRule.Text,
        ["seed"] = ParameterRule.Integer(long.MinValue),
        ["service_tier"] = ParameterRule.OneOf("auto", "default", "flex", "scale", "priority"),
        ["stop"] = ParameterRule.TextOrArray,
        ["store"] = ParameterRule.Flag,
        ["stream"] = ParameterRule.Flag,
        ["stream_options"] = ParameterRule.Object,
        ["temperature"] = ParameterRule.Decimal(0, 2),
        ["tool_choice"] = ParameterRule.TextOrObject,
        ["tools"] = ParameterRule.Array,
        ["top_logprobs"] = ParameterRule.Integer(0, 20),
        ["top_p"] = ParameterRule.Decimal(0, 1),
        ["user"] = ParameterRule.Text,
        ["verbosity"] = ParameterRule.OneOf("low", "medium", "high"),
        ["web_search_options"] = ParameterRule.Object,
    };

    private static readonly HashSet<string> MessageFields =
    [
        "role",
        "content",
        "name",
        "refusal",
        "audio",
        "tool_calls",
        "function_call",
        "tool_call_id",
    ];

    private static readonly ChatRules Plain = new(All, MessageFields);

    private static readonly ChatRules Reasoning = new(
        new Dictionary<string, ParameterRule>(All)
        {
            ["reasoning_effort"] = ParameterRule.OneOf("none", "minimal", "low", "medium", "high", "xhigh", "max"),
        },
        MessageFields
    );

    /// <summary>Models that think first do not know <c>max_tokens</c>, others not <c>reasoning_effort</c>.</summary>
    public static bool Reasons(string model) =>
        (model.StartsWith("gpt-", StringComparison.Ordinal) && model.Length > 4 && model[4] is >= '5' and <= '9')
        || (model.Length > 1 && model[0] == 'o' && char.IsAsciiDigit(model[1]));

    public static ChatRules For(string model) => Reasons(model) ? Reasoning : Plain;
}
