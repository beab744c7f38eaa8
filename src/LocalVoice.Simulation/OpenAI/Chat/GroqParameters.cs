using LocalVoice.Simulation.OpenAI.Rules;

namespace LocalVoice.Simulation.OpenAI.Chat;

/// <summary>Parameters of Groq's CompletionCreateParams. Only one choice is supported.</summary>
internal static class GroqParameters
{
    public static ChatRules All { get; } =
        new(
            new Dictionary<string, ParameterRule>
            {
                ["citation_options"] = ParameterRule.OneOf("enabled", "disabled"),
                ["compound_custom"] = ParameterRule.Object,
                ["disable_tool_validation"] = ParameterRule.Flag,
                ["documents"] = ParameterRule.Array,
                ["exclude_domains"] = ParameterRule.Array,
                ["frequency_penalty"] = ParameterRule.Decimal(-2, 2),
                ["function_call"] = ParameterRule.TextOrObject,
                ["functions"] = ParameterRule.Array,
                ["include_domains"] = ParameterRule.Array,
                ["include_reasoning"] = ParameterRule.Flag,
                ["logit_bias"] = ParameterRule.Object,
                ["logprobs"] = ParameterRule.Flag,
                ["max_completion_tokens"] = ParameterRule.Integer(1),
                ["max_tokens"] = ParameterRule.Integer(1),
                ["metadata"] = ParameterRule.Object,
                ["n"] = ParameterRule.Integer(1, 1),
                ["parallel_tool_calls"] = ParameterRule.Flag,
                ["presence_penalty"] = ParameterRule.Decimal(-2, 2),
                ["reasoning_effort"] = ParameterRule.OneOf("none", "default", "low", "medium", "high"),
                ["reasoning_format"] = ParameterRule.OneOf("hidden", "raw", "parsed"),
                ["response_format"] = ParameterRule.Object,
                ["search_settings"] = ParameterRule.Object,
                ["seed"] = ParameterRule.Integer(long.MinValue),
                ["service_tier"] = ParameterRule.OneOf("auto", "on_demand", "flex", "performance"),
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
            },
            new HashSet<string> { "role", "content", "name", "reasoning", "tool_calls", "function_call", "tool_call_id" }
        );
}
