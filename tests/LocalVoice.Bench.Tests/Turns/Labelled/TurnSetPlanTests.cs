using LocalVoice.Bench.Turns.Labelled;
using LocalVoice.Bench.Turns.Script;

namespace LocalVoice.Bench.Tests.Turns.Labelled;

public sealed class TurnSetPlanTests
{
    private static readonly TurnScript Script = TurnScript.Of("es", open: false, SetHalf.Figures);

    [Fact]
    public void The_same_seed_makes_the_same_set() =>
        Assert.Equal(new TurnSetPlan(Script, 4, seed: 7).Items(100), new TurnSetPlan(Script, 4, seed: 7).Items(100));

    [Fact]
    public void Another_seed_makes_another_set() =>
        Assert.NotEqual(new TurnSetPlan(Script, 4, seed: 7).Items(100), new TurnSetPlan(Script, 4, seed: 8).Items(100));

    [Fact]
    public void A_smaller_set_is_the_beginning_of_a_larger_one() =>
        Assert.Equal(new TurnSetPlan(Script, 4, seed: 7).Items(100).Take(30), new TurnSetPlan(Script, 4, seed: 7).Items(30));

    [Fact]
    public void The_usual_set_has_enough_of_everything()
    {
        var items = new TurnSetPlan(Script, 4, seed: 1).Items(TurnSetPlan.DefaultCount);
        var pauses = items.Where(item => item.Line.Kind is not null).ToList();

        Assert.True(items.Count >= 200);
        Assert.True(pauses.Count >= 200);
        Assert.Equal(0.6, pauses.Count(item => item.Line.Kind is PauseKind.Cued) / (double)pauses.Count, 0.01);
        Assert.All(TurnSetPlan.Pauses, length => Assert.InRange(pauses.Count(item => item.Pause == length), 49, 53));
        Assert.Equal(4, items.Select(item => item.Voice).Distinct().Count());
        Assert.Equal(0.4, items.Count(item => item.Noise.Kind is NoiseKind.None) / (double)items.Count, 0.01);
    }
}
