using LocalVoice.Bench.Turns.Script;

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
        var lines = EmbeddedLines
            .Read($"Turns/Live/Data/{language}.txt")
            .Select(line => line.Split(':', 2, StringSplitOptions.TrimEntries))
            .ToLookup(line => line[0], line => line[1]);
        return new([.. lines[open ? "open-question" : "question"]], Both("interruption"), Both("backchannel"), Both("other"));

        string[] Both(string kind) => [.. lines[kind], .. open ? lines[$"open-{kind}"] : []];
    }
}
