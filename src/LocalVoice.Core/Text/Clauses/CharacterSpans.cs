namespace LocalVoice.Core.Text.Clauses;

/// <summary>What stretches of text hold.</summary>
internal static class CharacterSpans
{
    /// <summary>Whether there is a letter or a digit, or a character of a script beyond the basic plane.</summary>
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
