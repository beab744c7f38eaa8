using LocalVoice.Compute;

namespace LocalVoice.Engines.Llama.Tests.Fakes;

/// <summary>A machine with nothing else to do.</summary>
internal sealed class FreeBudget : IComputeBudget
{
    public int TotalThreads => 2;

    public ValueTask<ComputeLease> LeaseAsync(ComputeWork work, int maxThreads, CancellationToken cancellationToken) =>
        ValueTask.FromResult(new ComputeLease(maxThreads, null));

    public bool TryLease(ComputeWork work, int maxThreads, out ComputeLease lease)
    {
        lease = new ComputeLease(maxThreads, null);
        return true;
    }
}
