using System.Threading.Channels;
using LocalVoice.Compute;

namespace LocalVoice.Engines.Llama.Tests.Fakes;

/// <summary>A machine that computes one step whenever a test allows it.</summary>
internal sealed class SteppedBudget : IComputeBudget
{
    private readonly Channel<bool> _allowed = Channel.CreateBounded<bool>(100_000);
    private readonly Channel<bool> _asked = Channel.CreateBounded<bool>(100_000);

    public int TotalThreads => 1;

    /// <summary>What the scheduler asked for, in order.</summary>
    public List<ComputeWork> Asked { get; } = [];

    public async ValueTask<ComputeLease> LeaseAsync(ComputeWork work, int maxThreads, CancellationToken cancellationToken)
    {
        Asked.Add(work);
        _asked.Writer.TryWrite(true);
        await _allowed.Reader.ReadAsync(cancellationToken);
        return new ComputeLease(1, null);
    }

    public bool TryLease(ComputeWork work, int maxThreads, out ComputeLease lease)
    {
        lease = default;
        return false;
    }

    /// <summary>Completes when the scheduler wants to compute.</summary>
    public Task Wanted() => _asked.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));

    public void Allow(int steps)
    {
        for (var i = 0; i < steps; i++)
        {
            _allowed.Writer.TryWrite(true);
        }
    }
}
