namespace LocalVoice.Bench.Turns.Script;

/// <summary>Reads the lists of sentences that are embedded in this assembly.</summary>
internal static class EmbeddedLines
{
    /// <summary>All lines but empty ones and comments, which begin with <c>#</c>.</summary>
    /// <param name="path">As in the project, with slashes.</param>
    public static IEnumerable<string> Read(string path)
    {
        using var stream =
            typeof(EmbeddedLines).Assembly.GetManifestResourceStream(path)
            ?? throw new InvalidOperationException($"No sentences '{path}' are embedded in this assembly.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                yield return line;
            }
        }
    }
}
