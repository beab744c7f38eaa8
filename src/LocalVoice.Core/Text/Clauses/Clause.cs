using LocalVoice.Core.Text.Filtering;

namespace LocalVoice.Core.Text.Clauses;

/// <summary>A part of the response that is synthesised in one request.</summary>
/// <param name="Text">As generated, whitespace included; the clauses' texts concatenate to the whole response.</param>
/// <param name="Index">0 for the first clause of the response.</param>
/// <param name="EndsSentence">Whether the text ends in <c>. ? ! …</c> or is the response's last: falling intonation.</param>
internal readonly record struct Clause(string Text, int Index, bool EndsSentence)
{
    /// <summary>False for whitespace and punctuation alone.</summary>
    public bool HasWords => Text.AsSpan().ContainsWord();
}
