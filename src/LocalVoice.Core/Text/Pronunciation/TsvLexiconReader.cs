namespace LocalVoice.Core.Text.Pronunciation;

/// <summary>Reads a lexicon of one entry per line, word and respelling separated by a tab.</summary>
internal static class TsvLexiconReader
{
    public static IEnumerable<LexiconEntry> Read(IEnumerable<string> lines)
    {
        foreach (var (index, line) in lines.Index())
        {
            if (!string.IsNullOrWhiteSpace(line) && line != "#" && !line.StartsWith("# ", StringComparison.Ordinal))
            {
                yield return ReadLine(index + 1, line);
            }
        }
    }

    private static LexiconEntry ReadLine(int number, string line) =>
        line.Split('\t') switch
        {
            [var word, var respelling] => new(number, word, respelling),
            [var word] => new(number, word, null, $"no tab between '{word.Trim()}' and its respelling."),
            var columns => new(number, columns[0], null, $"{columns.Length} columns where there should be two."),
        };
}
