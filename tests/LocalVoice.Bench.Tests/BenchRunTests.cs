using LocalVoice.Testing.Audio;
using LocalVoice.Testing.Servers;

namespace LocalVoice.Bench.Tests;

public sealed class BenchRunTests
{
    [Fact]
    public async Task Every_scenario_asks_for_its_own_session()
    {
        await using var server = await FakeRealtimeServer.StartAsync();
        var run = new BenchRun(
            new BenchCaller(server.RealtimeUrl, "es", [new BenchUtterance("hola", Tones.Between(0, 60, 0))], TimeProvider.System)
        );
        Scenario[] scenarios =
        [
            Scenario.Sequential,
            Scenario.SameEndpointing,
            Scenario.Parallel(TimeSpan.FromMilliseconds(20), speculate: false),
        ];

        var turns = await run.OfAsync(scenarios, turns: 1, sessions: 1, CancellationToken.None);

        Assert.Equal(["parallel", "sequential", "sequential_same_endpointing"], turns.Keys.Order());
        Assert.All(turns.Values, spoken => Assert.True(Assert.Single(spoken).HasResponse));
        var sessions = server.Received.Where(json => json.Contains("session.update", StringComparison.Ordinal)).ToList();
        Assert.Contains(
            sessions,
            json =>
                json.Contains("\"silence_duration_ms\":600", StringComparison.Ordinal)
                && json.Contains("\"pipeline\":\"sequential\"", StringComparison.Ordinal)
        );
        Assert.Contains(
            sessions,
            json =>
                json.Contains("\"silence_duration_ms\":200", StringComparison.Ordinal)
                && json.Contains("\"pipeline\":\"sequential\"", StringComparison.Ordinal)
        );
        Assert.Contains(
            sessions,
            json =>
                !json.Contains("silence_duration_ms", StringComparison.Ordinal)
                && json.Contains("\"pipeline\":\"parallel\",\"speculate\":false", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Large_input_chunks_delay_the_last_voiced_sample()
    {
        await using var server = await FakeRealtimeServer.StartAsync();
        var run = new BenchRun(
            new BenchCaller(server.RealtimeUrl, "es", [new BenchUtterance("hola", Tones.Between(0, 60, 0))], TimeProvider.System)
        );

        var turns = await run.OfAsync([Scenario.Sequential], turns: 1, sessions: 1, CancellationToken.None);

        Assert.Equal(190, Assert.Single(turns["sequential"]).InputDelay.TotalMilliseconds);
    }
}
