namespace LocalVoice.Engines.Llama.Tools;

/// <summary>What differs between the versions of Mistral's tokenizers (mistral-common, V3 to V13).</summary>
/// <param name="Spaced">Whether a space follows the marks: SentencePiece, not Tekken.</param>
/// <param name="Named">Whether a call is a name and <c>[ARGS]</c>, from V11 on, and not an object in an array.</param>
/// <param name="CallIds">Whether calls and results have ids: not from V13 on.</param>
/// <param name="ContentMark">Whether a result is its id, <c>[TOOL_CONTENT]</c> and its text, from V7 on, and not JSON.</param>
/// <param name="SystemInUser">Whether the system's message stands in the user's, up to V3.</param>
internal readonly record struct MistralDialect(bool Spaced, bool Named, bool CallIds, bool ContentMark, bool SystemInUser)
{
    /// <param name="template">The name of the template that is set, or the model's own text.</param>
    /// <param name="own">The model's own template; null for none. It tells more than a name.</param>
    /// <param name="rendersSpaces">Whether the template puts a space after <c>[INST]</c>.</param>
    public static MistralDialect Of(string template, string? own, bool rendersSpaces)
    {
        var text = own is not null && Has(own, "[TOOL_CALLS]") ? own : template;
        var named = Has(text, "[ARGS]");
        var isV7 = Has(template, "[SYSTEM_PROMPT]") || template.StartsWith("mistral-v7", StringComparison.Ordinal);
        return new(
            rendersSpaces,
            named,
            CallIds: !named || Has(text, "[CALL_ID]"),
            ContentMark: named || Has(text, "[TOOL_CONTENT]") || (isV7 && text == template && !Has(text, "[TOOL_RESULTS]")),
            SystemInUser: !isV7
        );
    }

    private static bool Has(string text, string mark) => text.Contains(mark, StringComparison.Ordinal);
}
