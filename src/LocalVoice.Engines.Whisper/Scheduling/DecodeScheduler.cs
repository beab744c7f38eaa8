using System.Diagnostics.CodeAnalysis;
using LocalVoice.Compute;

namespace LocalVoice.Engines.Whisper.Scheduling;

/// <summary>
/// Shares decode slots and threads among all streams. A final takes every free thread and waits for a slot; an
/// interim takes one thread, never waits, and is cancelled for a final that finds no free slot. Thread-safe.
/// </summary>
/// <param name="maxThreads">Maximum threads of a final; 0 for all.</param>
[SuppressMessage("Reliability", "CA1001", Justification = "A semaphore without a wait handle needs no disposal; permits return late.")]
internal sealed class DecodeScheduler(IComputeBudget budget, int maxConcurrent, int maxThreads)
{
    private readonly SemaphoreSlim _places = new(maxConcurrent);
    private readonly Lock _sync = new();
    private readonly Dictionary<DecodePermit, CancellationTokenSource> _interims = [];

    private int FinalThreads => maxThreads == 0 ? budget.TotalThreads : Math.Min(maxThreads, budget.TotalThreads);

    /// <exception cref="OperationCanceledException">Cancelled while waiting.</exception>
    public async ValueTask<DecodePermit> BeginFinalAsync(CancellationToken cancellationToken)
    {
        if (!_places.Wait(0, CancellationToken.None))
        {
            CancelOneInterim();
            await _places.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        try
        {
            if (!budget.TryLease(ComputeWork.FinalTranscript, FinalThreads, out var lease))
            {
                CancelOneInterim();
                lease = await budget.LeaseAsync(ComputeWork.FinalTranscript, FinalThreads, cancellationToken).ConfigureAwait(false);
            }

            return new(lease, _ => _places.Release(), cancellationToken);
        }
        catch
        {
            _places.Release();
            throw;
        }
    }

    /// <returns>Null when more urgent work is running or no slot is free.</returns>
    public DecodePermit? TryBeginInterim(CancellationToken cancellationToken)
    {
        if (!_places.Wait(0, CancellationToken.None))
        {
            return null;
        }

        if (!budget.TryLease(ComputeWork.Interim, 1, out var lease))
        {
            _places.Release();
            return null;
        }

        var cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var permit = new DecodePermit(lease, EndInterim, cancellation.Token);
        lock (_sync)
        {
            _interims.Add(permit, cancellation);
        }

        return permit;
    }

    /// <summary>
    /// Cancels an interim replaced by a newer decode. Its holder still disposes the permit. Continuations on its
    /// token run on the thread pool, never on the caller, who may hold a lock.
    /// </summary>
    public void Cancel(DecodePermit interim)
    {
        lock (_sync)
        {
            if (_interims.TryGetValue(interim, out var cancellation))
            {
                _ = cancellation.CancelAsync();
            }
        }
    }

    private void CancelOneInterim()
    {
        lock (_sync)
        {
            _ = _interims.Values.FirstOrDefault(cancellation => !cancellation.IsCancellationRequested)?.CancelAsync();
        }
    }

    private void EndInterim(DecodePermit permit)
    {
        lock (_sync)
        {
            if (_interims.Remove(permit, out var cancellation))
            {
                cancellation.Dispose();
            }
        }

        _places.Release();
    }
}
