using LocalVoice.Compute;

namespace LocalVoice.Engines.Whisper.Tests.Fakes;

/// <summary>A budget that counts: waiters are served in order of urgency.</summary>
internal sealed class FixedComputeBudget(int threads) : IComputeBudget
{
    private readonly Lock _sync = new();
    private readonly List<(ComputeWork Work, int Max, TaskCompletionSource<ComputeLease> Granted)> _waiting = [];
    private int _free = threads;
    private Action? _onSpareNeeded;

    public int TotalThreads { get; } = threads;

    public int FreeThreads
    {
        get
        {
            lock (_sync)
            {
                return _free;
            }
        }
    }

    public List<(ComputeWork Work, int Threads)> Leased { get; } = [];

    public ValueTask<ComputeLease> LeaseAsync(ComputeWork work, int maxThreads, CancellationToken cancellationToken)
    {
        lock (_sync)
        {
            if (TryLease(work, maxThreads, out var lease))
            {
                return new(lease);
            }

            var granted = new TaskCompletionSource<ComputeLease>(TaskCreationOptions.RunContinuationsAsynchronously);
            cancellationToken.Register(() => granted.TrySetCanceled(cancellationToken));
            _waiting.Add((work, maxThreads, granted));
            return new(granted.Task);
        }
    }

    public bool TryLease(ComputeWork work, int maxThreads, out ComputeLease lease)
    {
        lock (_sync)
        {
            var taken = Math.Min(_free, maxThreads);
            lease = new(taken, Return);
            if (taken == 0)
            {
                return false;
            }

            _free -= taken;
            Leased.Add((work, taken));
            return true;
        }
    }

    public bool TryLeaseSpare(Action onNeeded, out ComputeLease lease)
    {
        lock (_sync)
        {
            lease = default;
            if (_free < TotalThreads || !TryLease(ComputeWork.Interim, TotalThreads, out lease))
            {
                return false;
            }

            _onSpareNeeded = onNeeded;
            return true;
        }
    }

    /// <summary>Somebody waits for threads.</summary>
    public void NeedSpare() => _onSpareNeeded?.Invoke();

    private void Return(int count)
    {
        lock (_sync)
        {
            _free += count;
            foreach (var waiter in _waiting.OrderBy(waiter => waiter.Work).ToArray())
            {
                if (!TryLease(waiter.Work, waiter.Max, out var lease))
                {
                    return;
                }

                _waiting.Remove(waiter);
                if (!waiter.Granted.TrySetResult(lease))
                {
                    lease.Dispose();
                }
            }
        }
    }
}
