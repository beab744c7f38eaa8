using System.Collections.Concurrent;
using System.Diagnostics;
using LocalVoice.Bench.Report;
using LocalVoice.Client;

namespace LocalVoice.Bench.Soak;

/// <summary>
/// Lets callers talk for a while, each in one short call after the other, and watches what the server's process holds. A caller whose
/// call is lost calls again.
/// </summary>
/// <param name="server">The server's process, on this machine.</param>
public sealed class SoakRun(BenchCaller caller, Scenario scenario, Process server, TimeProvider time)
{
    private const int MostFailures = 10;

    /// <summary>At most so many samples: a long run takes them less often.</summary>
    private const int MostSamples = 2_000;

    private static readonly TimeSpan ShortestInterval = TimeSpan.FromMilliseconds(500);

    /// <summary>From the last call's end until the server has let go of it. Chosen by trial, not measured.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(3);

    /// <summary>After a lost call: a server that is away is asked again so often.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly ConcurrentQueue<SpokenTurn> _spoken = new();
    private readonly ConcurrentQueue<string> _failures = new();
    private int _calls;
    private int _lost;

    /// <summary>The share of the run, from its begin, that is not looked at.</summary>
    public double WarmUp { get; init; } = 0.2;

    /// <summary>Utterances until a caller hangs up and calls again.</summary>
    public int TurnsPerCall { get; init; } = 3;

    /// <summary>Told of every sample.</summary>
    public Action<SoakSample, int, int> Progress { get; init; } = (_, _, _) => { };

    /// <param name="sessions">Callers at once. One speaks without pauses, several once per 12 s each.</param>
    public async Task<SoakDocument> TalkAsync(
        TimeSpan duration,
        int sessions,
        bool simulated,
        int busyCores,
        CancellationToken cancellationToken
    )
    {
        var before = Sample(TimeSpan.Zero).Handles;
        var begun = time.GetTimestamp();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var samples = new List<SoakSample>();
        var watching = WatchAsync(samples, begun, duration, over.Token);
        await Task.WhenAll(
            Pace.Of(sessions).Select((pace, index) => CallAsync(index, simulated ? default : pace, begun, duration, cancellationToken))
        );
        var taken = time.GetElapsedTime(begun);
        await over.CancelAsync();
        await watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
        await Task.Delay(Settling, time, cancellationToken);
        List<SoakSample> seen = [.. samples.Where(sample => sample.At >= WarmUp * duration && sample.At <= duration)];
        seen = seen.Count > 0 ? seen : [Sample(taken)];
        return new(
            time.GetUtcNow(),
            MachineInfo.Current(),
            simulated,
            Math.Round(taken.TotalSeconds, 1),
            sessions,
            busyCores,
            _calls,
            _spoken.Count + _lost,
            _lost + _spoken.Count(turn => !turn.HasResponse || turn.Error is not null),
            [.. _failures.Distinct().Take(MostFailures)],
            SoakTrend.Of([.. seen.Select(sample => (sample.At, sample.ResidentMiB))]),
            SoakTrend.Of([.. seen.Select(sample => (sample.At, (double)sample.Handles))]),
            before,
            Sample(taken).Handles,
            Distribution.Of(_spoken.Where(turn => turn.HasResponse).Select(turn => turn.VoiceToVoice!.Value.TotalMilliseconds))
        );
    }

    private async Task CallAsync(int index, Pace pace, long begun, TimeSpan duration, CancellationToken cancellationToken)
    {
        for (var first = index; time.GetElapsedTime(begun) < duration; first += TurnsPerCall)
        {
            Interlocked.Increment(ref _calls);
            try
            {
                foreach (var turn in await caller.TalkAsync(scenario, TurnsPerCall, first, pace, cancellationToken))
                {
                    _spoken.Enqueue(turn);
                    if (turn.Error is { } error)
                    {
                        Note(error);
                    }
                }
            }
            catch (ClientException lost)
            {
                Interlocked.Add(ref _lost, TurnsPerCall);
                Note(lost.Message);
                await Task.Delay(Pause, time, cancellationToken);
            }
        }
    }

    private void Note(string failure)
    {
        if (_failures.Count < 100 * MostFailures)
        {
            _failures.Enqueue(failure);
        }
    }

    private async Task WatchAsync(List<SoakSample> samples, long begun, TimeSpan duration, CancellationToken over)
    {
        using var timer = new PeriodicTimer(duration / MostSamples > ShortestInterval ? duration / MostSamples : ShortestInterval, time);
        while (await timer.WaitForNextTickAsync(over))
        {
            samples.Add(Sample(time.GetElapsedTime(begun)));
            Progress(samples[^1], _spoken.Count, _lost);
        }
    }

    private SoakSample Sample(TimeSpan at)
    {
        server.Refresh();
        return new(at, server.WorkingSet64 / (1024.0 * 1024), server.HandleCount);
    }
}
