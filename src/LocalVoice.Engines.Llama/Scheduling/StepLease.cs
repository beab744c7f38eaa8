using LocalVoice.Compute;

namespace LocalVoice.Engines.Llama.Scheduling;

/// <summary>Leases threads for one step after the other. A wait for lesser work ends when more urgent work comes.</summary>
internal sealed class StepLease(IComputeBudget budget, int maxThreads)
{
    private readonly Lock _lock = new();
    private CancellationTokenSource? _wait;
    private ComputeWork _waitingFor;
    private ComputeWork _arrived = ComputeWork.Interim;
    private bool _closed;

    /// <summary>Blocks the scheduler's thread until a thread is free.</summary>
    /// <returns>Null when interrupted: look again at what there is to do.</returns>
    public ComputeLease? Take(ComputeWork work)
    {
        if (budget.TryLease(work, maxThreads, out var lease))
        {
            return lease;
        }

        // Never disposed: whoever interrupts cancels it outside the lock, perhaps when the wait is over.
        var wait = new CancellationTokenSource();
        lock (_lock)
        {
            // What came after this step was planned, and before anybody could interrupt it.
            var overtaken = _arrived < work;
            _arrived = ComputeWork.Interim;
            if (_closed || overtaken)
            {
                return null;
            }

            (_wait, _waitingFor) = (wait, work);
        }

        try
        {
            return budget.LeaseAsync(work, maxThreads, wait.Token).AsTask().GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            return null;
        }
        finally
        {
            lock (_lock)
            {
                _wait = null;
            }
        }
    }

    /// <summary>Work of this kind has come: a wait for lesser work ends.</summary>
    public void Arrived(ComputeWork work)
    {
        CancellationTokenSource? overtaken;
        lock (_lock)
        {
            _arrived = work < _arrived ? work : _arrived;
            overtaken = work < _waitingFor ? _wait : null;
        }

        overtaken?.Cancel();
    }

    /// <summary>Ends the wait, and all to come.</summary>
    public void Close()
    {
        CancellationTokenSource? wait;
        lock (_lock)
        {
            _closed = true;
            wait = _wait;
        }

        wait?.Cancel();
    }
}
