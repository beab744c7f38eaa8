using LocalVoice.Simulation.OpenAI.Rules;

namespace LocalVoice.Simulation.OpenAI.Chat;

/// <summary>
/// What ai.google.dev/gemini-api/docs/openai names. Users were refused <c>frequency_penalty</c>, <c>seed</c>,
/// <c>prompt_cache_key</c>, <c>reasoning</c> and <c>top_k</c> (2025–2026).
/// </summary>
internal static class GeminiParameters
{
    public static ChatRules All { get; } =
        new(
            new Dictionary<string, ParameterRule>
            {
                ["extra_body"] = ParameterRule.Object,
                ["max_completion_tokens"] = ParameterRule.Integer(1),
                ["max_tokens"] = ParameterRule.Integer(1),
                ["modalities"] = ParameterRule.Array,
                ["n"] = ParameterRule.Integer(1, 8),
                ["parallel_tool_calls"] = ParameterRule.Flag,
                ["reasoning_effort"] = ParameterRule.OneOf("none", "minimal", "low", "medium", "high"),
                ["response_format"] = ParameterRule.Object,
                ["service_tier"] = ParameterRule.Text,
                ["stop"] = ParameterRule.TextOrArray,
                ["stream"] = ParameterRule.Flag,
                ["stream_options"] = ParameterRule.Object,
                ["temperature"] = ParameterRule.Decimal(0, 2),
                ["tool_choice"] = ParameterRule.TextOrObject,
                ["tools"] = ParameterRule.Array,
                ["top_p"] = ParameterRule.Decimal(0, 1),
                ["user"] = ParameterRule.Text,
            },
            new HashSet<string> { "role", "content", "name", "refusal", "tool_calls", "tool_call_id", "extra_content" }
        );
}
