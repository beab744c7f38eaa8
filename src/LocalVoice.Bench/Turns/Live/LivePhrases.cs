namespace LocalVoice.Bench.Turns.Live;

/// <summary>What callers ask, and what is said over the agent's voice, in a language.</summary>
public sealed record LivePhrases(
    IReadOnlyList<string> Questions,
    IReadOnlyList<string> Interruptions,
    IReadOnlyList<string> Backchannels,
    IReadOnlyList<string> Others
)
{
    /// <param name="language"><c>es</c>, <c>ca</c> or <c>en</c>.</param>
    /// <param name="open">Also what the starter's models do not know; questions only of that kind, as their answers are long.</param>
    public static LivePhrases Of(string language, bool open)
    {
        var lines = Read(language).ToLookup(line => line.Kind, line => line.Text);
        return new([.. lines[open ? "open-question" : "question"]], Both("interruption"), Both("backchannel"), Both("other"));

        string[] Both(string kind) => [.. lines[kind], .. open ? lines[$"open-{kind}"] : []];
    }

    private static IEnumerable<(string Kind, string Text)> Read(string language)
    {
        var path = $"Turns/Live/Data/{language}.txt";
        using var stream =
            typeof(LivePhrases).Assembly.GetManifestResourceStream(path)
            ?? throw new InvalidOperationException($"No phrases '{path}' are embedded in this assembly.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                var parts = line.Split(':', 2, StringSplitOptions.TrimEntries);
                yield return (parts[0], parts[1]);
            }
        }
    }
}
