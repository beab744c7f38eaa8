namespace LocalVoice.Engines.Llama.Responses;

/// <summary>Finds the beginning of a mark at the end of a streamed text.</summary>
internal static class PartialMark
{
    /// <summary>Number of trailing characters that may be the beginning of <paramref name="mark"/>.</summary>
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
