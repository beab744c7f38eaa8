using System.Buffers;
using LLama.Native;

namespace LocalVoice.Engines.Llama;

/// <summary>
/// Escapes the template's control tokens in text of users, tools and models: a transcript that contains
/// <c>&lt;|im_end|&gt;</c> must not end the turn.
/// </summary>
internal sealed class ControlTokens
{
    private readonly SearchValues<string> _marks;

    public ControlTokens(IEnumerable<string> marks) => _marks = SearchValues.Create([.. marks], StringComparison.Ordinal);

    public static ControlTokens Of(SafeLlamaModelHandle.Vocabulary vocabulary) =>
        new(
            Enumerable
                .Range(0, vocabulary.Count)
                .Select(id => (LLamaToken)id)
                .Where(token => token.IsControl(vocabulary))
                .Select(token => vocabulary.LLamaTokenToString(token, true) ?? "")
                .Where(text => text.Length > 2 && !string.IsNullOrWhiteSpace(text))
        );

    /// <summary>The text with a space after the first character of each control token in it.</summary>
    public string EscapeSpecialTokens(string text)
    {
        for (var at = text.AsSpan().IndexOfAny(_marks); at >= 0; at = text.AsSpan().IndexOfAny(_marks))
        {
            text = text.Insert(at + 1, " ");
        }

        return text;
    }
}
