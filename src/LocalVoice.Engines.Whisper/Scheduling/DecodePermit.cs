using LocalVoice.Compute;

namespace LocalVoice.Engines.Whisper.Scheduling;

/// <summary>Permission to decode; disposing gives it back. Its state is the scheduler's, guarded by the scheduler's lock.</summary>
/// <param name="threads">Threads of the decode.</param>
/// <param name="party">The speaker whose turn at the decoder it takes; null for none.</param>
internal sealed class DecodePermit(int threads, DecodeRank rank, DecodeParty? party, Action<DecodePermit> onReturn) : IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();
    private CancellationTokenRegistration _watch;
    private int _returned;

    public int Threads => threads;

    public DecodeThreads NativeThreads { get; } = new();

    /// <summary>Cancelled when the decode is to stop as soon as it can.</summary>
    public CancellationToken Token => _cancellation.Token;

    public DecodeParty? Party => party;

    public DecodeRank Rank { get; set; } = rank;

    /// <summary>The threads leased for it; none for what only takes the time that others leave.</summary>
    public ComputeLease Lease { get; set; }

    /// <summary>Continuations run on the thread pool, never on the caller, who may hold a lock.</summary>
    public void Cancel() => _ = _cancellation.CancelAsync();

    /// <summary>Ends the registration when the permit is given back.</summary>
    public void Watch(CancellationTokenRegistration registration) => _watch = registration;

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _returned, 1) != 0)
        {
            return;
        }

        _watch.Unregister();
        onReturn(this);
    }
}

/// <summary>What a decode may take from others.</summary>
internal enum DecodeRank
{
    /// <summary>Threads that it gives back when anybody needs them.</summary>
    Early,

    /// <summary>Threads of its own.</summary>
    Final,

    /// <summary>An interim with a thread of its own, where threads cannot yield; ends for a final.</summary>
    Interim,

    /// <summary>The time that all others leave.</summary>
    Yielding,

    /// <summary>Given back.</summary>
    Over,
}
