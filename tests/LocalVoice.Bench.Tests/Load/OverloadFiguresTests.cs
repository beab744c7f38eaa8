using LocalVoice.Bench.Load;
using LocalVoice.Bench.Report;

namespace LocalVoice.Bench.Tests.Load;

public sealed class OverloadFiguresTests
{
    private static readonly LoadStep Full = Step(offered: 10, refusals: 0, wait: 400);
    private static readonly LoadStep Twice = Step(offered: 20, refusals: 10, wait: 500);

    [Fact]
    public void Refusals_that_cost_the_others_little_hold()
    {
        var overload = new OverloadFigures(10, Full, Twice);

        Assert.Equal((1.25, true), (overload.Ratio, overload.Holds));
        Assert.EndsWith(
            "1.25 of that at capacity (target: at most 1.3): held.",
            OverloadText.Verdict(overload)[^1],
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Longer_waits_lost_utterances_and_wrong_refusals_do_not()
    {
        Assert.False(new OverloadFigures(10, Full, Step(20, 10, wait: 521)).Holds);
        Assert.False(new OverloadFigures(10, Full, Twice with { Unanswered = 1 }).Holds);
        Assert.False(new OverloadFigures(10, Full, Step(20, refusals: 9, wait: 400)).Holds);
        Assert.False(new OverloadFigures(10, Step(10, refusals: 1, wait: 400), Twice).Holds);
        Assert.False(new OverloadFigures(10, Full, Twice with { V2vMs = LoadStep.Together([Step(1, 1, 0)]).V2vMs }).Holds);
    }

    [Fact]
    public void Steps_together_are_one_with_the_waits_of_all()
    {
        var together = LoadStep.Together([Full, Twice]);

        Assert.Equal((30, 20, 10, 20, 0), (together.Offered, together.Accepted, together.Refused, together.Turns, together.Unanswered));
        Assert.Equal((20, 450.0), (together.V2vMs.Count, together.V2vMs.P50));
        Assert.Equal((10, 5.0), (together.RefusalMs.Count, together.RefusalMs.P95));
    }

    private static LoadStep Step(int offered, int refusals, double wait)
    {
        var accepted = offered - refusals;
        var step = new LoadStep(offered, accepted, refusals, accepted, 0, Distribution.Of([]), Server: null)
        {
            Waits = [.. Enumerable.Repeat(wait, accepted)],
            Refusals = [.. Enumerable.Repeat(5.0, refusals)],
        };
        return LoadStep.Together([step]);
    }
}
