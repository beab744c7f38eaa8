using LocalVoice.Compute;
using LocalVoice.Speech;

namespace LocalVoice.Engines.Piper;

/// <summary>Leases the threads for a chunk: what the client plays soon goes before what it plays later.</summary>
internal sealed class ChunkLease(IComputeBudget budget, int maxThreads, TimeProvider time)
{
    /// <param name="first">Whether somebody waits for the response's first audio.</param>
    public ValueTask<ComputeLease> TakeAsync(SynthesisRequest request, bool first, CancellationToken cancellationToken)
    {
        var work =
            first ? ComputeWork.FirstSynthesis
            : request.Speculative ? ComputeWork.Speculation
            : ComputeWork.Synthesis;
        return work is ComputeWork.Synthesis && request.UntilNeeded() is { Ticks: > 0 } spare
            ? TakeAheadAsync(spare, cancellationToken)
            : budget.LeaseAsync(work, maxThreads, cancellationToken);
    }

    /// <summary>Whoever waited until the chunk is needed waits on with those whose chunks are.</summary>
    private async ValueTask<ComputeLease> TakeAheadAsync(TimeSpan spare, CancellationToken cancellationToken)
    {
        using var needed = new CancellationTokenSource(spare, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(needed.Token, cancellationToken);
        try
        {
            return await budget.LeaseAsync(ComputeWork.SynthesisAhead, maxThreads, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return await budget.LeaseAsync(ComputeWork.Synthesis, maxThreads, cancellationToken).ConfigureAwait(false);
        }
    }
}
