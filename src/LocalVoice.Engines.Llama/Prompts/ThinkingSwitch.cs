using System.Text.RegularExpressions;

namespace LocalVoice.Engines.Llama.Prompts;

/// <summary>
/// How a model is told to answer at once instead of thinking aloud first. A template does so in Jinja, which is not run here:
/// the switch is recognised in its text.
/// </summary>
/// <param name="Opening">What the assistant's turn begins with; empty for nothing.</param>
/// <param name="Instruction">The last line of the instructions; null for none.</param>
internal sealed partial record ThinkingSwitch(string Opening, string? Instruction)
{
    /// <summary>Of models that do not think, or cannot be told not to (DeepSeek-R1 and its distillates, QwQ).</summary>
    public static ThinkingSwitch None { get; } = new("", null);

    /// <param name="template">The text of the model's own template.</param>
    public static ThinkingSwitch Of(string? template)
    {
        if (template is null)
        {
            return None;
        }

        if (template.Contains("<|channel|>", StringComparison.Ordinal) && template.Contains("Reasoning: ", StringComparison.Ordinal))
        {
            // gpt-oss thinks in a channel of its own before it answers in this one.
            return new("<|channel|>final<|message|>", "Reasoning: low");
        }

        if (template.Contains("enable_thinking", StringComparison.Ordinal))
        {
            // Qwen3, SmolLM3, GLM 4.5, EXAONE 4, Hunyuan, Nemotron: an empty thought, with the line breaks that the model knows.
            var empty = EmptyThought().Matches(template).LastOrDefault()?.Value.Replace("\\n", "\n", StringComparison.Ordinal) ?? "";
            return new(empty, template.Contains("/no_think", StringComparison.Ordinal) ? "/no_think" : null);
        }

        // DeepSeek-V3.1 and later: a thought that is over before it begins.
        return V3().IsMatch(template) ? new("</think>", null) : None;
    }

    [GeneratedRegex(@"<think>(\\n|\n)*</think>(\\n|\n)*")]
    private static partial Regex EmptyThought();

    [GeneratedRegex(@"not\s+thinking\b[^<]*</think>")]
    private static partial Regex V3();
}
