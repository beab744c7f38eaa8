using System.Buffers;
using System.Text;
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

    /// <summary>The text with a space after the first character of each control token in it. Linear in its length.</summary>
    public string EscapeSpecialTokens(string text)
    {
        var rest = text.AsSpan();
        var at = rest.IndexOfAny(_marks);
        if (at < 0)
        {
            return text;
        }

        var escaped = new StringBuilder(text.Length + 16);
        for (; at >= 0; at = rest.IndexOfAny(_marks))
        {
            escaped.Append(rest[..(at + 1)]).Append(' ');
            rest = rest[(at + 1)..];
        }

        return escaped.Append(rest).ToString();
    }
}
