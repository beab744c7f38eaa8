using System.Collections.Frozen;
using System.Text;

namespace LocalVoice.Core.Text.Normalization;

/// <summary>
/// Text whose accents are parts of their letters (Unicode's form C), as tables and synthesizers have it: Latin, Greek and Cyrillic
/// letters. <see cref="string.Normalize()"/> has no effect here: this program runs without the system's Unicode tables.
/// </summary>
internal static class ComposedText
{
    private const char FirstAccent = '\u0300';
    private const char LastAccent = '\u036f';

    // Rows of an accent and its pairs: the letter, and the letter with it. From Unicode 15.1.
    private static readonly FrozenDictionary<(char Letter, char Accent), char> Joined = EmbeddedData
        .Read<string[][]>("Text/Normalization/Data/composed.json")
        .SelectMany(row => row[1].Split(' ').Select(pair => KeyValuePair.Create((pair[0], row[0][0]), pair[1])))
        .ToFrozenDictionary();

    public static string Of(string text)
    {
        if (text.AsSpan().IndexOfAnyExceptInRange('\0', (char)(FirstAccent - 1)) < 0)
        {
            return text;
        }

        var composed = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (composed.Length > 0 && TryJoin(composed[^1], character, out var joined))
            {
                composed[^1] = joined;
            }
            else
            {
                composed.Append(Sole(character));
            }
        }

        return composed.ToString();
    }

    /// <summary>The letter with the accent, where there is one.</summary>
    public static bool TryJoin(char letter, char accent, out char joined)
    {
        joined = default;
        return accent is >= FirstAccent and <= LastAccent && Joined.TryGetValue((letter, accent), out joined);
    }

    /// <summary>Letters that were made signs of units, and are letters again.</summary>
    private static char Sole(char character) =>
        character switch
        {
            '\u2126' => 'Ω',
            '\u212a' => 'K',
            '\u212b' => 'Å',
            _ => character,
        };
}
