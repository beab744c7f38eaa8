namespace LocalVoice.Engines.Llama.Responses;

/// <summary>Finds the beginning of a mark at the end of a text that is still being written.</summary>
internal static class PartialMark
{
    /// <summary>How many of the text's last characters may turn out to begin <paramref name="mark"/>.</summary>
    public static int Length(ReadOnlySpan<char> text, ReadOnlySpan<char> mark)
    {
        for (var length = Math.Min(text.Length, mark.Length - 1); length > 0; length--)
        {
            if (text.EndsWith(mark[..length], StringComparison.Ordinal))
            {
                return length;
            }
        }

        return 0;
    }
}
