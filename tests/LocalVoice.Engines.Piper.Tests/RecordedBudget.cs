using LocalVoice.Compute;

namespace LocalVoice.Engines.Piper.Tests;

/// <summary>Grants every lease and remembers it.</summary>
internal sealed class RecordedBudget : IComputeBudget
{
    private int _held;

    public List<(ComputeWork Work, int Threads)> Leases { get; } = [];

    public int Held => _held;

    public int TotalThreads => 1;

    public ValueTask<ComputeLease> LeaseAsync(ComputeWork work, int maxThreads, CancellationToken cancellationToken)
    {
        Leases.Add((work, maxThreads));
        Interlocked.Add(ref _held, maxThreads);
        return new(new ComputeLease(maxThreads, threads => Interlocked.Add(ref _held, -threads)));
    }

    public bool TryLease(ComputeWork work, int maxThreads, out ComputeLease lease)
    {
        lease = default;
        return false;
    }
}
