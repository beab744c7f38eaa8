using LocalVoice.Bench.Fleet.Queueing;

namespace LocalVoice.Bench.Tests.Fleet.Queueing;

public sealed class StationTests
{
    private static readonly TimeSpan Memory = TimeSpan.FromSeconds(3);

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.5)]
    [InlineData(0.8)]
    public void One_lane_with_equal_work_that_comes_by_chance_keeps_it_waiting_as_the_formula_says(double share)
    {
        const int works = 400_000;
        var (agenda, random, cost) = (new Agenda(), new Random(7), TimeSpan.FromMilliseconds(100));
        var station = new Station(agenda, lanes: 1, Memory);
        var (waited, at) = (TimeSpan.Zero, TimeSpan.Zero);
        for (var work = 0; work < works; work++)
        {
            at += cost / share * -Math.Log(1 - random.NextDouble());
            var came = at;
            agenda.At(came, () => station.Enter(Urgency.Final, cost, () => waited += agenda.Now - came - cost));
        }

        agenda.Run();

        // M/D/1 (Pollaczek and Khinchine): share × cost ÷ (2 × (1 − share)).
        var expected = share * cost.TotalMilliseconds / (2 * (1 - share));
        Assert.InRange((waited / works).TotalMilliseconds, expected * 0.97, expected * 1.03);
        Assert.Equal(cost * works, station.Busy);
    }

    [Fact]
    public void Whoever_is_most_urgent_goes_next_and_nobody_is_interrupted()
    {
        var agenda = new Agenda();
        var station = new Station(agenda, lanes: 1, Memory);
        var ended = new List<(string, double)>();
        void Enter(Urgency urgency, string name) =>
            station.Enter(urgency, TimeSpan.FromMilliseconds(100), () => ended.Add((name, agenda.Now.TotalMilliseconds)));

        agenda.At(TimeSpan.Zero, () => Enter(Urgency.Ahead, "interim"));
        agenda.At(TimeSpan.FromMilliseconds(10), () => Enter(Urgency.Final, "first"));
        agenda.At(TimeSpan.FromMilliseconds(20), () => Enter(Urgency.Final, "second"));
        agenda.At(TimeSpan.FromMilliseconds(30), () => Enter(Urgency.FirstSpeech, "speech"));
        agenda.Run();

        Assert.Equal([("interim", 100), ("speech", 200), ("first", 300), ("second", 400)], ended);
    }

    [Fact]
    public void Lanes_work_at_once()
    {
        var agenda = new Agenda();
        var station = new Station(agenda, lanes: 2, Memory);
        var ended = new List<double>();
        for (var work = 0; work < 3; work++)
        {
            station.Enter(Urgency.Final, TimeSpan.FromMilliseconds(100), () => ended.Add(agenda.Now.TotalMilliseconds));
        }

        agenda.Run();

        Assert.Equal([100, 100, 200], ended);
    }

    [Fact]
    public void Utilisation_follows_the_work_exponentially()
    {
        var agenda = new Agenda();
        var station = new Station(agenda, lanes: 2, Memory);
        var read = new List<double>();
        station.Enter(Urgency.Final, Memory, () => { });
        agenda.At(Memory, () => read.Add(station.Utilisation));
        agenda.At(2 * Memory, () => read.Add(station.Utilisation));
        agenda.Run();

        // Half of two lanes for as long as it remembers, then none.
        Assert.Equal(0.5 * (1 - Math.Exp(-1)), read[0], 6);
        Assert.Equal(read[0] * Math.Exp(-1), read[1], 6);
    }
}
