using LocalVoice.Bench.Engines;
using LocalVoice.Bench.Engines.Candidates;
using LocalVoice.Bench.Report;
using LocalVoice.Engines;

namespace LocalVoice.Bench.Tests.Engines.Candidates;

public sealed class CandidateComparisonTests
{
    private readonly List<string> _order = [];
    private readonly CandidateComparison _comparison = new(new Repetitions(WarmUps: 1, Count: 4));

    [Fact]
    public async Task Candidates_take_turns_and_each_round_begins_with_another_one()
    {
        await RunAsync(Times("a", 1), Times("b", 1));

        Assert.Equal("ab ba ab ba ab", string.Join(' ', _order.Chunk(2).Select(round => string.Concat(round))));
    }

    [Fact]
    public async Task Warm_up_rounds_do_not_count()
    {
        var figure = await RunAsync(Times("a", 900, 1, 2, 3, 4));

        Assert.Equal(Distribution.Of([1, 2, 3, 4]), Assert.Single(figure.Models).Values);
    }

    [Fact]
    public async Task Shorter_time_is_the_fastest_by_the_ratio_of_the_rounds()
    {
        var figure = await RunAsync(Times("slow", 0, 400, 800, 400, 400), Times("fast", 0, 300, 600, 300, 300));

        Assert.Equal(["fast", "slow"], figure.Models.Select(model => model.Model));
        Assert.Equal(new CandidateLead(0.75, IsClear: true), figure.Lead);
        Assert.Equal("Fastest here: fast (time: 0.75 × slow, 300 against 400 ms).", CandidateVerdict.Of(figure));
    }

    [Fact]
    public async Task Higher_rate_is_the_fastest()
    {
        var figure = await RunAsync(Rates("slow", 0, 50, 50, 50, 50), Rates("fast", 0, 75, 75, 75, 75));

        Assert.Equal("Fastest here: fast (rate: 1.50 × slow, 75.0 against 50.0 tokens/s).", CandidateVerdict.Of(figure));
    }

    [Fact]
    public async Task Candidates_that_win_by_turns_have_no_fastest()
    {
        var figure = await RunAsync(Times("a", 0, 100, 99, 100, 99), Times("b", 0, 99, 100, 99, 100));

        Assert.False(figure.Lead!.IsClear);
        Assert.StartsWith("No stt model is clearly the fastest here: ", CandidateVerdict.Of(figure), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Single_candidate_is_measured_and_said_to_be_the_only_one() =>
        Assert.Equal("Only one stt model: a (time: 7.0 ms).", CandidateVerdict.Of(await RunAsync(Times("a", 7))));

    [Fact]
    public async Task Candidate_that_fails_is_named_and_the_others_are_measured()
    {
        var failing = new Candidate("stt", "a", [new("time", "ms", Better.Lower, (_, _) => throw new EngineException("It is mute."))]);

        var figure = await RunAsync(failing, Times("b", 7));

        Assert.Equal("b", Assert.Single(figure.Models).Model);
        Assert.Equal("It is mute.", _comparison.Failures["a"]);
    }

    [Fact]
    public async Task Report_is_a_table_followed_by_its_verdicts()
    {
        var figure = await RunAsync(Times("a", 7));
        var document = new CandidateDocument(
            new DateTimeOffset(2026, 11, 22, 0, 0, 0, TimeSpan.Zero),
            new MachineInfo("A CPU", 2, 8, "Linux", ".NET 10"),
            "",
            [figure],
            new Dictionary<string, string> { ["c"] = "There is no file." }
        );

        var lines = document.Lines().ToList();

        Assert.Equal("Models in turns, 2026-11-22, A CPU, 2 cores, 8 GB, Linux, .NET 10", lines[0]);
        Assert.Contains("| stt | time | a | 7.0 | 7.0 | ms | 4 |", lines);
        Assert.Equal(["Only one stt model: a (time: 7.0 ms).", "c: not measured: There is no file."], lines[^2..]);
    }

    private async Task<CandidateFigure> RunAsync(params Candidate[] candidates) =>
        Assert.Single(await _comparison.RunAsync(candidates, TestContext.Current.CancellationToken));

    private Candidate Times(string name, params double[] rounds) => Of(name, "time", "ms", Better.Lower, rounds);

    private Candidate Rates(string name, params double[] rounds) => Of(name, "rate", "tokens/s", Better.Higher, rounds);

    private Candidate Of(string name, string measure, string unit, Better better, double[] rounds) =>
        new(
            "stt",
            name,
            [
                new(
                    measure,
                    unit,
                    better,
                    (round, _) =>
                    {
                        _order.Add(name);
                        return Task.FromResult(rounds[Math.Min(round, rounds.Length - 1)]);
                    }
                ),
            ]
        );
}
