namespace LocalVoice.Core.Text.Clauses;

/// <summary>A stretch of the response that is synthesised in one go.</summary>
/// <param name="Text">Exactly as it was written, whitespace included; the texts of all clauses make up the whole.</param>
/// <param name="Index">0 for the first clause of the response.</param>
/// <param name="EndsSentence">Whether the voice may fall: the text ends in <c>. ? ! …</c> or is the last of the response.</param>
internal readonly record struct Clause(string Text, int Index, bool EndsSentence)
{
    /// <summary>False for whitespace and punctuation alone: nothing to synthesise.</summary>
    public bool HasWords => Text.AsSpan().ContainsWord();
}
