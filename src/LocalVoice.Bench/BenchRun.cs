using LocalVoice.Client;

namespace LocalVoice.Bench;

/// <summary>Runs scenarios alternately in short calls, so that other load on the machine affects all of them alike.</summary>
public sealed class BenchRun(BenchCaller caller)
{
    // Chosen by trial, not measured.
    private const int ManyTurns = 5;

    /// <summary>Turns of a scenario before the next one runs; with 1 no answer depends on those before it.</summary>
    public int TurnsPerCall { get; init; } = ManyTurns;

    /// <returns>Each scenario's turns, by scenario name.</returns>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<SpokenTurn>>> OfAsync(
        IReadOnlyList<Scenario> scenarios,
        int turns,
        int sessions,
        CancellationToken cancellationToken
    )
    {
        var results = scenarios.ToDictionary(scenario => scenario.Name, _ => new List<SpokenTurn>());
        await WarmUpAsync(scenarios, cancellationToken);
        for (var done = 0; done < turns; done += TurnsPerCall)
        {
            foreach (var scenario in scenarios)
            {
                var round = Math.Min(TurnsPerCall, turns - done);
                results[scenario.Name].AddRange(await RoundAsync(scenario, round, done, sessions, cancellationToken));
            }
        }

        return results.ToDictionary(result => result.Key, result => (IReadOnlyList<SpokenTurn>)result.Value);
    }

    public async Task<IReadOnlyList<SpokenTurn>> RoundAsync(
        Scenario scenario,
        int turns,
        int first,
        int sessions,
        CancellationToken cancellationToken
    )
    {
        var calls = Pace.Of(sessions).Select((pace, index) => caller.TalkAsync(scenario, turns, first + index, pace, cancellationToken));
        var spoken = await Task.WhenAll(calls);
        return [.. spoken.SelectMany(turn => turn)];
    }

    /// <summary>One unmeasured turn per scenario, which excludes JIT compilation from the figures.</summary>
    private async Task WarmUpAsync(IReadOnlyList<Scenario> scenarios, CancellationToken cancellationToken)
    {
        foreach (var scenario in scenarios)
        {
            await caller.TalkAsync(scenario, turns: 1, first: 0, default, cancellationToken);
        }
    }
}
