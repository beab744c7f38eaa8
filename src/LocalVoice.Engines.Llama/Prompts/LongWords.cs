using System.Text;

namespace LocalVoice.Engines.Llama.Prompts;

/// <summary>
/// Breaks words that no person says. A tokenizer takes a word as a whole, and for some characters its time grows with the
/// square of the word's length: half a second for 100 KB of digits or ideographs without a space.
/// </summary>
internal static class LongWords
{
    /// <summary>Characters of the longest word that is left whole; addresses on the web rarely have more.</summary>
    private const int Longest = 1024;

    /// <summary>The text with a space after so many characters without one. Linear in its length.</summary>
    public static string Break(string text)
    {
        if (text.Length <= Longest)
        {
            return text;
        }

        StringBuilder? broken = null;
        var (written, word) = (0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            word = char.IsWhiteSpace(text[i]) ? 0 : word + 1;
            if (word > Longest && !char.IsLowSurrogate(text[i]))
            {
                broken = (broken ?? new StringBuilder(text.Length + 16)).Append(text, written, i - written).Append(' ');
                (written, word) = (i, 1);
            }
        }

        return broken is null ? text : broken.Append(text, written, text.Length - written).ToString();
    }
}
