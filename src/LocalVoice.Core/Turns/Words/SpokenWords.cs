namespace LocalVoice.Core.Turns.Words;

/// <summary>The words of a transcript as the lists have them: in lower case, without the marks around them.</summary>
internal static class SpokenWords
{
    private static readonly char[] Gaps = [' ', ',', ';', ':', '—', '–'];
    private static readonly char[] Marks = ['.', '!', '?', '¡', '¿', '…', '"', '\'', '“', '”', '«', '»', '(', ')', '-'];

    /// <param name="transcript">Null: no words.</param>
    public static string[] Of(string? transcript) =>
        [
            .. (transcript ?? "")
                .ToLowerInvariant()
                .Replace('’', '\'')
                .Split(Gaps, StringSplitOptions.RemoveEmptyEntries)
                .Select(word => word.Trim(Marks))
                .Where(word => word.Length > 0),
        ];
}
