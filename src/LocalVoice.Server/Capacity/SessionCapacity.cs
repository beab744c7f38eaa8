using LocalVoice.Server.Configuration;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Capacity;

/// <summary>How many sessions the server takes at once: as configured, or as a rehearsed turn tells. Thread-safe.</summary>
internal sealed class SessionCapacity(IOptions<LocalVoiceOptions> options)
{
    // Chosen by trial, not measured.
    private const int WhileUnknown = 8;

    // Callers that come meanwhile are among those few. Above what a rehearsal takes of models that answer in time.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    // Of the compute threads' time: with more, turns that come together wait beyond 500 ms (p95; measured on 2 cores with
    // the starter models, one compute thread: 12 callers 442 ms, 13 callers 491…751, 23 callers 665…1094).
    private const double UsableShare = 0.25;

    private readonly AdmissionOptions _options = options.Value.Admission;
    private volatile Task _known = Task.CompletedTask;
    private volatile int _measured = int.MaxValue;

    public bool IsConfigured => _options.MaxSessions > 0;

    public int Sessions => IsConfigured ? _options.MaxSessions : _measured;

    /// <summary>
    /// Completes when nothing is being measured, or not in time: a session opened meanwhile would be counted as part of the turn.
    /// </summary>
    public Task Known => _known;

    /// <summary>What a turn takes is not known: few are taken.</summary>
    public void Unknown() => _measured = WhileUnknown;

    /// <summary>Lets new sessions wait for <paramref name="measure"/>.</summary>
    public Task During(Task measure, TimeProvider time)
    {
        _known = measure.WaitAsync(LongestWait, time);
        return measure;
    }

    /// <param name="turn">Thread time of one turn; however long, a caller for each thread is taken.</param>
    public void Measured(TimeSpan turn, int threads)
    {
        var turns = _options.TurnInterval * threads * UsableShare / turn;
        _measured = turns < int.MaxValue ? Math.Max(threads, (int)turns) : int.MaxValue;
    }
}
