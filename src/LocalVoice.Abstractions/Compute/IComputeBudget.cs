namespace LocalVoice.Compute;

/// <summary>What competes for cores, most urgent first.</summary>
public enum ComputeWork
{
    FinalTranscript,
    DecidedResponse,
    Synthesis,
    Speculation,
    Interim,
}

/// <summary>
/// The process's cores, leased to engines. Native engines spin while they wait, so more threads than cores stall
/// everything: whoever computes holds a lease of at least one thread. Thread-safe.
/// </summary>
public interface IComputeBudget
{
    /// <summary>All threads there are to lease.</summary>
    int TotalThreads { get; }

    /// <summary>
    /// Waits, in order of <paramref name="work"/>, until a thread is free, and takes up to <paramref name="maxThreads"/>.
    /// </summary>
    /// <param name="maxThreads">At least 1.</param>
    ValueTask<ComputeLease> LeaseAsync(ComputeWork work, int maxThreads, CancellationToken cancellationToken);

    /// <summary>As <see cref="LeaseAsync"/>, but gives up at once when nothing is free or anything more urgent waits.</summary>
    bool TryLease(ComputeWork work, int maxThreads, out ComputeLease lease);
}

/// <summary>Threads on loan; disposing gives them back.</summary>
/// <param name="Threads">How many threads the holder may use.</param>
/// <param name="Return">Called once on dispose with <paramref name="Threads"/>.</param>
public readonly record struct ComputeLease(int Threads, Action<int>? Return) : IDisposable
{
    public void Dispose() => Return?.Invoke(Threads);
}
