using LocalVoice.Compute;

namespace LocalVoice.Core.Compute;

/// <summary>The process's threads, leased in order of urgency, first come first served within one level.</summary>
public sealed class ComputeBudget : IComputeBudget
{
    private readonly Lock _lock = new();
    private readonly LinkedList<Waiter>[] _waiting = [.. Enum.GetValues<ComputeWork>().Select(_ => new LinkedList<Waiter>())];
    private readonly Action<int> _return;
    private readonly TimeProvider _time;
    private int _free;
    private TimeSpan _busy;
    private long _asOf;

    /// <param name="threads">At least 1; usually the number of cores less one.</param>
    public ComputeBudget(int threads, TimeProvider time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        TotalThreads = threads;
        _free = threads;
        (_time, _asOf) = (time, time.GetTimestamp());
        _return = Return;
    }

    public int TotalThreads { get; }

    /// <summary>For how long threads were leased so far, summed over all of them.</summary>
    public TimeSpan Busy
    {
        get
        {
            lock (_lock)
            {
                Account();
                return _busy;
            }
        }
    }

    public bool TryLease(ComputeWork work, int maxThreads, out ComputeLease lease)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxThreads, 1);
        lock (_lock)
        {
            if (_free > 0 && !AnyWaiting(work))
            {
                lease = Take(maxThreads);
                return true;
            }
        }

        lease = default;
        return false;
    }

    public ValueTask<ComputeLease> LeaseAsync(ComputeWork work, int maxThreads, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return TryLease(work, maxThreads, out var lease) ? new(lease) : new(WaitAsync(work, maxThreads, cancellationToken));
    }

    private async Task<ComputeLease> WaitAsync(ComputeWork work, int maxThreads, CancellationToken cancellationToken)
    {
        var waiter = new Waiter(maxThreads);
        var queue = _waiting[(int)work];
        LinkedListNode<Waiter> node;
        lock (_lock)
        {
            node = queue.AddLast(waiter);
            Serve();
        }

        await using var registration = cancellationToken
            .UnsafeRegister(
                _ =>
                {
                    lock (_lock)
                    {
                        if (node.List is null)
                        {
                            return;
                        }

                        queue.Remove(node);
                    }

                    waiter.Served.TrySetCanceled(cancellationToken);
                },
                null
            )
            .ConfigureAwait(false);
        return await waiter.Served.Task.ConfigureAwait(false);
    }

    private bool AnyWaiting(ComputeWork atLeastAsUrgentAs)
    {
        for (var i = 0; i <= (int)atLeastAsUrgentAs; i++)
        {
            if (_waiting[i].Count > 0)
            {
                return true;
            }
        }

        return false;
    }

    private ComputeLease Take(int maxThreads)
    {
        Account();
        var threads = Math.Min(maxThreads, _free);
        _free -= threads;
        return new(threads, _return);
    }

    private void Return(int threads)
    {
        lock (_lock)
        {
            Account();
            _free += threads;
            Serve();
        }
    }

    /// <summary>Before every change of the free threads.</summary>
    private void Account()
    {
        var now = _time.GetTimestamp();
        _busy += _time.GetElapsedTime(_asOf, now) * (TotalThreads - _free);
        _asOf = now;
    }

    private void Serve()
    {
        foreach (var queue in _waiting)
        {
            while (_free > 0 && queue.First is { } next)
            {
                queue.RemoveFirst();
                next.Value.Served.TrySetResult(Take(next.Value.MaxThreads));
            }
        }
    }

    private sealed record Waiter(int MaxThreads)
    {
        public TaskCompletionSource<ComputeLease> Served { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
