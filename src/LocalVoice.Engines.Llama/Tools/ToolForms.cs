using LocalVoice.Engines.Llama.Calls;

namespace LocalVoice.Engines.Llama.Tools;

/// <summary>Chooses the form of function calls that a model was trained with.</summary>
internal static class ToolForms
{
    /// <param name="template">What prompts are rendered with: a template's name or its text.</param>
    /// <param name="own">The model's own template; null for none.</param>
    /// <param name="rendersSpaces">Of Mistral's templates: whether a space follows <c>[INST]</c>.</param>
    public static IToolForm Of(string template, string? own, bool rendersSpaces, ControlTokens marks, GeneratedCalls generated)
    {
        // A model that was trained on top of another family's says so in its template.
        if (Has(own ?? template, HermesReader.Opening))
        {
            return new HermesForm(marks);
        }

        if (template is "llama3" or "llama4" || Has(template, "<|start_header_id|>") || Has(template, "<|header_start|>"))
        {
            return new LlamaForm(marks);
        }

        var isMistral = HasMistralTools(template) || (IsNamed(template, "mistral") && own is not null && HasMistralTools(own));
        return isMistral ? new MistralForm(MistralDialect.Of(template, own, rendersSpaces), marks, generated) : new HermesForm(marks);
    }

    /// <summary>V1 has no tokens for tools.</summary>
    private static bool HasMistralTools(string template) =>
        Has(template, "[AVAILABLE_TOOLS]") || IsNamed(template, "mistral-v3") || IsNamed(template, "mistral-v7");

    private static bool IsNamed(string template, string name) => template.StartsWith(name, StringComparison.Ordinal);

    private static bool Has(string text, string mark) => text.Contains(mark, StringComparison.Ordinal);
}
