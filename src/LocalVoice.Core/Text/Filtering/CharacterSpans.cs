namespace LocalVoice.Core.Text.Filtering;

/// <summary>Character tests on text spans.</summary>
internal static class CharacterSpans
{
    /// <summary>Whether the text has a letter or digit, or a character outside the basic multilingual plane.</summary>
    public static bool ContainsWord(this ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            if (char.IsLetterOrDigit(character) || char.IsSurrogate(character))
            {
                return true;
            }
        }

        return false;
    }

    public static bool ContainsLetter(this ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            if (char.IsLetter(character))
            {
                return true;
            }
        }

        return false;
    }
}
