namespace LocalVoice.Compute;

/// <summary>Kinds of work that compete for threads, most urgent first.</summary>
public enum ComputeWork
{
    /// <summary>A response's first audio: little to do, and a user waits for it.</summary>
    FirstSynthesis,

    /// <summary>
    /// A response's first clause, which takes less than the finals that would go before it. Between two of its steps, and before its
    /// <see cref="FirstSynthesis"/>, nothing less urgent begins.
    /// </summary>
    FirstWords,

    /// <summary>What a turn waits for. Gets all the threads it asks for, or waits: half of them would take it twice as long.</summary>
    FinalTranscript,
    DecidedResponse,

    /// <summary>Speech that the client has played up to soon.</summary>
    Synthesis,

    /// <summary>
    /// Long to do, and nobody's turn: begun only in a lull of the work above, or when it has waited long. Gets its threads as
    /// <see cref="FinalTranscript"/> does.
    /// </summary>
    Recording,
    Speculation,

    /// <summary>Speech for later, while the client has enough to play: begun only in a lull of the work above.</summary>
    SynthesisAhead,

    /// <summary>What only saves time later: it is done when nothing else is.</summary>
    Interim,
}

/// <summary>
/// The process's compute threads, leased to engines. Native engines spin while they wait, so more threads than cores
/// slow down all of them: computing requires a lease of at least one thread. Thread-safe.
/// </summary>
public interface IComputeBudget
{
    /// <summary>Number of threads that can be leased in total.</summary>
    int TotalThreads { get; }

    /// <summary>
    /// Waits, in order of <paramref name="work"/>, until a thread is free and leases up to
    /// <paramref name="maxThreads"/>.
    /// </summary>
    /// <param name="maxThreads">At least 1.</param>
    ValueTask<ComputeLease> LeaseAsync(ComputeWork work, int maxThreads, CancellationToken cancellationToken);

    /// <summary>As <see cref="LeaseAsync"/>, but returns false at once when no thread is free or more urgent work waits.</summary>
    bool TryLease(ComputeWork work, int maxThreads, out ComputeLease lease);

    /// <summary>
    /// Leases all threads while nobody needs them: false at once when one is leased or somebody waits. Not counted as busy.
    /// </summary>
    /// <param name="onNeeded">
    /// Called once, outside all locks, when somebody waits for threads for more than <see cref="ComputeWork.Interim"/>: the
    /// holder then gives them back at once, unless its work has become that of a turn.
    /// </param>
    bool TryLeaseSpare(Action onNeeded, out ComputeLease lease)
    {
        lease = default;
        return false;
    }
}

/// <summary>Leased threads; dispose to return them. They are returned once, however many copies are disposed and how often.</summary>
public readonly struct ComputeLease : IDisposable
{
    private readonly Once? _return;

    /// <param name="threads">Number of threads that the holder may use.</param>
    /// <param name="onReturn">Called with <paramref name="threads"/>.</param>
    public ComputeLease(int threads, Action<int>? onReturn)
    {
        Threads = threads;
        _return = onReturn is null ? null : new Once(onReturn);
    }

    public int Threads { get; }

    public void Dispose() => _return?.Invoke(Threads);

    private sealed class Once(Action<int> action)
    {
        private Action<int>? _action = action;

        public void Invoke(int threads) => Interlocked.Exchange(ref _action, null)?.Invoke(threads);
    }
}
