using LocalVoice.Client;

namespace LocalVoice.Bench;

/// <summary>One caller of a scenario: a call, its scheduled utterances and their results.</summary>
/// <param name="realtimeUrl">Address for sessions in this language.</param>
public sealed class BenchCaller(Uri realtimeUrl, string language, IReadOnlyList<BenchUtterance> utterances, TimeProvider time)
{
    /// <summary>The server's API key; null for none.</summary>
    public string? ApiKey { get; init; }

    /// <summary>Further options of its calls; key, session and chunk are the caller's and the scenario's.</summary>
    public CallOptions Call { get; init; } = new();

    /// <summary>Told each utterance before it is said.</summary>
    public Action<BenchUtterance> Announce { get; init; } = _ => { };

    /// <param name="first">Index of the first utterance; the others follow in order.</param>
    public async Task<IReadOnlyList<SpokenTurn>> TalkAsync(
        Scenario scenario,
        int turns,
        int first,
        Pace pace,
        CancellationToken cancellationToken
    )
    {
        var start = time.After(time.GetTimestamp(), pace.Offset);
        var options = Call with { ApiKey = ApiKey, Session = scenario.Session with { Language = language }, Chunk = scenario.Chunk };
        await using var call = await RealtimeCall.OpenAsync(realtimeUrl, options, time, cancellationToken);
        var spoken = new List<SpokenTurn>();
        for (var turn = 0; turn < turns; turn++)
        {
            await time.WaitUntilAsync(time.After(start, turn * pace.Interval), cancellationToken);
            var utterance = utterances[(first + turn) % utterances.Count];
            Announce(utterance);
            spoken.Add(await call.SayAsync(utterance.Recording, cancellationToken));
        }

        return spoken;
    }
}
