namespace LocalVoice.Bench.Turns.Script;

/// <summary>The sentences of a language, from <c>Data/*.txt</c>: those of one half are never heard in the other.</summary>
public sealed record TurnScript(IReadOnlyList<ScriptLine> Lines)
{
    /// <param name="language"><c>es</c>, <c>ca</c> or <c>en</c>.</param>
    /// <param name="open">Sentences of every domain as well, for recognisers that know more than the starter's.</param>
    public static TurnScript Of(string language, bool open, SetHalf half)
    {
        var lines = Read(language).Concat(open ? Read($"{language}-open") : []);
        var kinds = lines.GroupBy(line => line.Kind);
        return new([.. kinds.SelectMany(kind => kind.Where((_, index) => index % 2 == (half is SetHalf.Calibration ? 0 : 1)))]);
    }

    public IReadOnlyList<ScriptLine> Of(PauseKind? kind) => [.. Lines.Where(line => line.Kind == kind)];

    private static IEnumerable<ScriptLine> Read(string name) =>
        EmbeddedLines.Read($"Turns/Script/Data/{name}.txt").Select(ScriptLine.Parse);
}

/// <summary>What part of the set is for: neither sentences nor speakers are shared.</summary>
public enum SetHalf
{
    /// <summary>To choose weights and waits by.</summary>
    Calibration,

    /// <summary>To tell how good they are.</summary>
    Figures,
}
