using System.Text.Json;
using LocalVoice.Bench.Report;
using LocalVoice.Bench.Tests.Turns.Replay;
using LocalVoice.Bench.Turns.Figures;
using LocalVoice.Bench.Turns.Replay;
using LocalVoice.Bench.Turns.Script;
using LocalVoice.Client;

namespace LocalVoice.Bench.Tests.Turns.Figures;

public sealed class PolicyMeasureTests
{
    /// <summary>
    /// A cued pause of 600 ms after "Yes," and one of 1500 ms; an uncued one of 300 ms after "A table."; an end after a full stop,
    /// one without.
    /// </summary>
    private static readonly ReplayedClip[] Clips =
    [
        Inner("Yes,", 600, PauseKind.Cued),
        Inner("Well,", 1500, PauseKind.Cued),
        Inner("A table.", 300, PauseKind.Uncued),
        ReplaySamples.Clip(ReplaySamples.Candidate("For four.", ReplaySamples.End)),
        ReplaySamples.Clip(ReplaySamples.Candidate("And two", ReplaySamples.End)),
    ];

    private readonly PolicyFigures _figures = new PolicyMeasure(Clips, ReplaySamples.Charge).Of(new ReplaySamples.StopPolicy());

    [Fact]
    public void Cut_ins_are_counted_by_kind_and_by_length()
    {
        Assert.Equal(new CutIns(3, 0.5, 1, 0.6667), _figures.CutIns);
        Assert.Equal(["300", "600", "1500"], _figures.CutInsByPauseMs.Keys);
        Assert.Equal(0, _figures.CutInsByPauseMs["600"].Cued);
        Assert.Equal(1, _figures.CutInsByPauseMs["1500"].Cued);
    }

    [Fact]
    public void Delay_is_taken_at_the_ends_only() => Assert.Equal(new DelayFigures(2, 0, 600, 600, 960), _figures.DelayMs);

    [Fact]
    public void The_curve_falls_as_the_waits_grow()
    {
        Assert.Equal(1, _figures.Curve[0].CutInsCued);
        Assert.Equal(0, _figures.Curve[^1].CutInsCued);
        Assert.Equal(_figures.Curve.OrderBy(point => point.DelayMsMean), _figures.Curve);
    }

    [Fact]
    public void The_shortest_wait_of_the_table_is_that_of_the_evidence_there_was() =>
        Assert.Equal(3, _figures.AtShortestWaitMs["600"].Factor);

    [Fact]
    public void Json_has_the_headline_and_the_curve_of_every_policy()
    {
        var document = new TurnsDocument(
            DateTimeOffset.UnixEpoch,
            new MachineInfo("A <fast> CPU", 2, 8, "Linux", ".NET"),
            TurnSetFigures.Of(Clips, "en", SetHalf.Figures, seed: 1),
            "fake",
            new(100, 0),
            new Dictionary<string, PolicyFigures> { ["stop"] = _figures },
            TurnsNotes.All
        );

        using var json = JsonDocument.Parse(JsonSerializer.Serialize(document, JsonFormat.Options));
        var policy = json.RootElement.GetProperty("policies").GetProperty("stop");
        var set = json.RootElement.GetProperty("set");

        Assert.True(policy.GetProperty("delay_ms_mean_at_5pct_cut_ins").GetDouble() > 600);
        Assert.Equal(0.5, policy.GetProperty("cut_ins").GetProperty("cued").GetDouble());
        Assert.Contains(policy.GetProperty("curve").EnumerateArray(), point => point.GetProperty("factor").GetDouble() == 1);
        Assert.Equal((2, 1, 2), (Count(set, "pauses_cued"), Count(set, "pauses_uncued"), Count(set, "ends")));
        Assert.Contains("A &lt;fast&gt; CPU", TurnsHtml.Render(document), StringComparison.Ordinal);
    }

    private static int Count(JsonElement set, string name) => set.GetProperty(name).GetInt32();

    private static ReplayedClip Inner(string transcript, int pauseMs, PauseKind kind) =>
        ReplaySamples.Clip(ReplaySamples.Candidate(transcript, ReplaySamples.Inner(pauseMs, kind), resumedMs: pauseMs + 20));
}
