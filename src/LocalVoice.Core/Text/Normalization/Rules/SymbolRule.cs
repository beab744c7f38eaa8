using System.Buffers;
using System.Text;

namespace LocalVoice.Core.Text.Normalization.Rules;

/// <summary>Writes out the remaining symbols; those without a name are removed.</summary>
internal sealed class SymbolRule : ISpeechRule
{
    private const string Nameless = "*_~^|\\{}[]<>`©®™•·";

    private readonly Dictionary<char, string> _names;
    private readonly SearchValues<char> _symbols;

    public SymbolRule(Dictionary<string, string> names)
    {
        _names = names.ToDictionary(name => name.Key[0], name => name.Value);
        _symbols = SearchValues.Create([.. _names.Keys, .. Nameless]);
    }

    public string Apply(string text)
    {
        if (!text.AsSpan().ContainsAny(_symbols))
        {
            return text;
        }

        var spoken = new StringBuilder(text.Length * 2);
        for (var i = 0; i < text.Length; i++)
        {
            var character = text[i];
            if (!_symbols.Contains(character) || IsWithinWord(text, i))
            {
                spoken.Append(character);
            }
            else
            {
                spoken.Append(' ').Append(_names.GetValueOrDefault(character, "")).Append(' ');
            }
        }

        return spoken.ToString();
    }

    /// <summary>The Catalan <c>l·l</c>.</summary>
    private static bool IsWithinWord(string text, int i) =>
        text[i] == '·' && i > 0 && i + 1 < text.Length && text[i - 1] is ('l' or 'L') && text[i + 1] is ('l' or 'L');
}
