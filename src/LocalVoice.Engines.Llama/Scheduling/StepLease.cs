using LocalVoice.Compute;

namespace LocalVoice.Engines.Llama.Scheduling;

/// <summary>Leases threads step by step. A wait for less urgent work is interrupted when more urgent work arrives.</summary>
internal sealed class StepLease(IComputeBudget budget, int maxThreads)
{
    private readonly Lock _lock = new();
    private CancellationTokenSource? _wait;
    private ComputeWork _waitingFor;
    private ComputeWork _arrived = ComputeWork.Interim;
    private bool _closed;

    /// <summary>Blocks the scheduler's thread until a thread is free.</summary>
    /// <returns>Null when interrupted: the step must be planned again.</returns>
    public ComputeLease? Take(ComputeWork work)
    {
        if (budget.TryLease(work, maxThreads, out var lease))
        {
            return lease;
        }

        // Never disposed: an interrupting thread cancels it outside the lock, possibly after the wait.
        var wait = new CancellationTokenSource();
        lock (_lock)
        {
            // Work that arrived after this step was planned and before it could be interrupted.
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

    /// <summary>Interrupts a wait for less urgent work.</summary>
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

    /// <summary>Interrupts the current wait and all later ones.</summary>
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
