using LocalVoice.Bench.Fleet;
using LocalVoice.Bench.Load;

namespace LocalVoice.Bench.Tests.Fleet;

/// <summary>Cases whose outcome is known exactly, or by a formula.</summary>
public sealed class FleetSimulationTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(12);
    private static readonly TurnCost Cheap = new(2000, 0, 50, 20, 10, 0, 200, 3, 3000);
    private static readonly TurnCost Dear = Cheap with { DecodeMs = 300 };
    private static readonly FleetRules OneServer = new(Replicas: 1, Capacity: 8, Lanes: 1);

    [Fact]
    public void A_caller_alone_waits_for_the_decision_where_computing_takes_less() =>
        Assert.Equal([200 + 3], Run(OneServer, Cheap, new PlannedCall(TimeSpan.Zero, 1, Interval)).Waits);

    [Fact]
    public void A_caller_alone_waits_for_the_sum_of_the_costs_where_they_take_more() =>
        Assert.Equal([10 + 300 + 20 + 10 + 3], Run(OneServer, Dear, new PlannedCall(TimeSpan.Zero, 1, Interval)).Waits);

    [Fact]
    public void Without_speculation_the_response_begins_with_the_decision()
    {
        var rules = OneServer with { NoSpeculationAbove = 0 };

        Assert.Equal([200 + 20 + 10 + 3], Run(rules, Cheap, new PlannedCall(TimeSpan.Zero, 1, Interval)).Waits);
    }

    [Fact]
    public void Of_two_who_fall_silent_together_one_waits_for_the_other_on_one_server_and_on_two_nobody_does()
    {
        PlannedCall[] both = [new(TimeSpan.Zero, 1, Interval), new(TimeSpan.Zero, 1, Interval)];
        const double alone = 10 + 300 + 20 + 10 + 3;

        Assert.Equal([alone, alone + 300 + 20 + 10], Run(OneServer, Dear, both).Waits);
        Assert.Equal([alone, alone], Run(OneServer with { Replicas = 2 }, Dear, both).Waits);
        Assert.Equal([alone, 100 + 300 + 20 + 10 + 3], Run(OneServer with { Lanes = 2 }, Dear, both).Waits);
    }

    [Fact]
    public void A_busy_server_leaves_out_what_is_computed_ahead()
    {
        var speaking = Cheap with { AheadMs = 1000 };
        var all = Run(OneServer, speaking, new PlannedCall(TimeSpan.Zero, 1, Interval));
        var none = Run(OneServer with { NoInterimsAbove = 0 }, speaking, new PlannedCall(TimeSpan.Zero, 1, Interval));

        Assert.Equal(1.08, all.Utilisation * Lasting, 3);
        Assert.Equal(0.08, none.Utilisation * Lasting, 3);
    }

    [Fact]
    public void Who_finds_all_servers_full_is_refused_and_who_comes_after_a_call_has_ended_is_not()
    {
        var plan = new[] { 0.0, 1, 2, 3, Lasting + 0.5 }.Select(at => new PlannedCall(TimeSpan.FromSeconds(at), 1, Interval));
        var outcome = Run(OneServer with { Replicas = 2, Capacity = 1 }, Cheap, [.. plan]);

        Assert.Equal((5, 2, 3), (outcome.Calls, outcome.Refused, outcome.Waits.Count));
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 1)]
    public void Refusals_of_callers_who_come_by_chance_are_those_of_Erlangs_formula(int replicas, int capacity)
    {
        var perMinute = 60 / Lasting * 2;
        var plan = CallPlan.Random(perMinute, TimeSpan.FromDays(2), turns: 1, seed: 3);
        var outcome = Run(new FleetRules(replicas, capacity, Lanes: 8), Cheap, [.. plan]);

        // Erlang B of two places and an offered load of 2: (2² ÷ 2!) ÷ (1 + 2 + 2² ÷ 2!).
        Assert.InRange(outcome.Refused / (double)outcome.Calls, 0.39, 0.41);
    }

    [Fact]
    public void Utterances_come_at_the_interval_or_when_the_response_has_been_heard()
    {
        var plan = new PlannedCall(TimeSpan.Zero, 3, TimeSpan.FromSeconds(1));
        var outcome = Run(OneServer, Cheap, plan);

        Assert.Equal(3, outcome.Waits.Count);
        Assert.Equal(3 * 0.08 / (3 * Lasting), outcome.Utilisation, 6);
    }

    [Fact]
    public void The_same_seed_gives_the_same_outcome_and_another_one_does_not()
    {
        var plan = CallPlan.Random(30, TimeSpan.FromMinutes(5), turns: 2, seed: 1);
        var simulation = new FleetSimulation(OneServer, [Cheap, Dear, Cheap with { OutputMs = 9 }]);

        Assert.Equal(simulation.Run(plan, seed: 5).Waits, simulation.Run(plan, seed: 5).Waits);
        Assert.NotEqual(simulation.Run(plan, seed: 5).Waits, simulation.Run(plan, seed: 6).Waits);
    }

    /// <summary>Seconds of a call of one cheap turn.</summary>
    private static double Lasting => (Cheap.SpeechMs + 203 + Cheap.SpokenMs) / 1000;

    private static FleetOutcome Run(FleetRules rules, TurnCost cost, params PlannedCall[] plan) =>
        new FleetSimulation(rules, [cost]).Run(plan, seed: 1);
}
