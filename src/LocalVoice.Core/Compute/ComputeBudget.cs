using LocalVoice.Compute;

namespace LocalVoice.Core.Compute;

/// <summary>The process's threads, leased in order of urgency, first come first served within one level.</summary>
public sealed class ComputeBudget : IComputeBudget
{
    // A turn asks for threads step by step: whoever waits for a lull must not begin between two of its steps. Both
    // chosen by trial, not measured.
    private static readonly TimeSpan Lull = TimeSpan.FromMilliseconds(60);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    /// <summary>
    /// From a step of somebody's first words to the next, or to their synthesis, it takes less than a millisecond (p50) on idle
    /// cores; chosen by trial.
    /// </summary>
    private static readonly TimeSpan BetweenFirstWords = TimeSpan.FromMilliseconds(4);

    // First words take less than 100 ms; what takes longer, as a long prompt does, is shared again. Chosen by trial.
    private static readonly TimeSpan LongestFirstWords = TimeSpan.FromMilliseconds(150);

    private readonly Lock _lock = new();
    private readonly LinkedList<Waiter>[] _waiting = [.. Enum.GetValues<ComputeWork>().Select(_ => new LinkedList<Waiter>())];
    private readonly Action<int> _return;
    private readonly Action<int> _returnOfRecording;
    private readonly Action<int> _returnOfTurn;
    private readonly Action<int> _returnOfFirstWords;
    private readonly Action<int> _returnOfSpare;
    private readonly TimeProvider _time;
    private int _free;
    private int _pressing;
    private TimeSpan _busy;
    private long _asOf;
    private long _turn;
    private long? _firstWords;
    private long _firstWordsBegan;
    private ITimer? _again;
    private bool _spare;
    private Action? _onSpareNeeded;

    /// <param name="threads">At least 1; usually the number of cores.</param>
    public ComputeBudget(int threads, TimeProvider time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        TotalThreads = threads;
        _free = threads;
        (_time, _asOf) = (time, time.GetTimestamp());
        _return = Return;
        _returnOfRecording = ReturnPressing;
        _returnOfTurn = ReturnOfTurn;
        _returnOfFirstWords = ReturnOfFirstWords;
        _returnOfSpare = ReturnOfSpare;
    }

    public int TotalThreads { get; }

    /// <summary>For how long threads were leased so far, summed over all of them; spare ones do not count.</summary>
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

    /// <summary>Whether threads are leased for what somebody waits for, or somebody waits for some.</summary>
    public bool IsBusy
    {
        get
        {
            lock (_lock)
            {
                return _pressing > 0 || AnyWaiting(ComputeWork.Synthesis);
            }
        }
    }

    public bool TryLease(ComputeWork work, int maxThreads, out ComputeLease lease)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxThreads, 1);
        lock (_lock)
        {
            if (_free >= Needed(work, maxThreads) && !AnyWaiting(work) && Postponement(work, waited: TimeSpan.Zero) <= TimeSpan.Zero)
            {
                lease = Take(work, maxThreads);
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

    public bool TryLeaseSpare(Action onNeeded, out ComputeLease lease)
    {
        lock (_lock)
        {
            if (_free < TotalThreads || AnyWaiting(ComputeWork.Speculation) || UntilFirstWordsGoOn() > TimeSpan.Zero)
            {
                lease = default;
                return false;
            }

            Account();
            (_free, _spare, _onSpareNeeded) = (0, true, onNeeded);
            lease = new(TotalThreads, _returnOfSpare);
            return true;
        }
    }

    private async Task<ComputeLease> WaitAsync(ComputeWork work, int maxThreads, CancellationToken cancellationToken)
    {
        var waiter = new Waiter(maxThreads, _time.GetTimestamp());
        var queue = _waiting[(int)work];
        LinkedListNode<Waiter> node;
        Action? onSpareNeeded;
        lock (_lock)
        {
            node = queue.AddLast(waiter);
            Serve();
            var urgent = work < ComputeWork.SynthesisAhead && !waiter.Served.Task.IsCompleted;
            onSpareNeeded = urgent ? Interlocked.Exchange(ref _onSpareNeeded, null) : null;
        }

        onSpareNeeded?.Invoke();

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
                        Serve();
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

    private ComputeLease Take(ComputeWork work, int maxThreads)
    {
        Account();
        var threads = Math.Min(maxThreads, _free);
        _free -= threads;
        _firstWordsBegan = work is ComputeWork.FirstWords && UntilFirstWordsGoOn() <= TimeSpan.Zero ? _asOf : _firstWordsBegan;
        _firstWords = work is ComputeWork.FirstSynthesis ? null : _firstWords;
        if (work is ComputeWork.SynthesisAhead or ComputeWork.Interim)
        {
            return new(threads, _return);
        }

        _pressing += threads;
        return new(
            threads,
            work switch
            {
                ComputeWork.Recording => _returnOfRecording,
                ComputeWork.FirstWords => _returnOfFirstWords,
                _ => _returnOfTurn,
            }
        );
    }

    /// <summary>The threads without which the work does not begin.</summary>
    private int Needed(ComputeWork work, int maxThreads) =>
        work is ComputeWork.FinalTranscript or ComputeWork.Recording ? Math.Min(maxThreads, TotalThreads) : 1;

    private void ReturnOfSpare(int threads)
    {
        lock (_lock)
        {
            Account();
            (_spare, _onSpareNeeded) = (false, null);
            _free += threads;
            Serve();
        }
    }

    /// <summary>A turn's next step may follow.</summary>
    private void ReturnOfTurn(int threads)
    {
        Volatile.Write(ref _turn, _time.GetTimestamp());
        ReturnPressing(threads);
    }

    private void ReturnPressing(int threads)
    {
        lock (_lock)
        {
            _pressing -= threads;
        }

        Return(threads);
    }

    private void ReturnOfFirstWords(int threads)
    {
        lock (_lock)
        {
            _firstWords = _time.GetTimestamp();
        }

        ReturnOfTurn(threads);
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

    /// <summary>Time until the next lull; zero or less: it has come.</summary>
    private TimeSpan UntilLull() => Volatile.Read(ref _turn) is var turn and not 0 ? Lull - _time.GetElapsedTime(turn) : TimeSpan.Zero;

    /// <summary>Time until it is clear that no step of the first words follows.</summary>
    private TimeSpan UntilFirstWordsGoOn() => _firstWords is { } step ? BetweenFirstWords - _time.GetElapsedTime(step) : TimeSpan.Zero;

    /// <summary>Before every change of the free threads.</summary>
    private void Account()
    {
        var now = _time.GetTimestamp();
        _busy += _time.GetElapsedTime(_asOf, now) * (_spare ? 0 : TotalThreads - _free);
        _asOf = now;
    }

    private void Serve()
    {
        if (ServeNow() is { } postponed)
        {
            _again ??= _time.CreateTimer(_ => Return(0), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _again.Change(TimeSpan.FromMilliseconds(Math.Ceiling(postponed.TotalMilliseconds)), Timeout.InfiniteTimeSpan);
        }
    }

    /// <returns>When the threads are to be offered again, as some work waits though there are; null: when others return.</returns>
    private TimeSpan? ServeNow()
    {
        TimeSpan? again = null;
        for (var work = ComputeWork.FirstSynthesis; (int)work < _waiting.Length; work++)
        {
            var queue = _waiting[(int)work];
            while (_free > 0 && queue.First is { } next)
            {
                var postponed = Postponement(work, _time.GetElapsedTime(next.Value.Since));
                if (postponed > TimeSpan.Zero)
                {
                    again = postponed < again ? postponed : again ?? postponed;
                    break;
                }

                if (_free < Needed(work, next.Value.MaxThreads))
                {
                    // Whoever comes after would keep it waiting.
                    return again;
                }

                queue.RemoveFirst();
                next.Value.Served.TrySetResult(Take(work, next.Value.MaxThreads));
            }
        }

        return again;
    }

    /// <summary>How long the work is to wait though threads are free; zero or less: it is not.</summary>
    /// <param name="waited">How long it has.</param>
    private TimeSpan Postponement(ComputeWork work, TimeSpan waited)
    {
        if (work > ComputeWork.FirstWords && UntilFirstWordsGoOn() is { Ticks: > 0 } words)
        {
            return work > ComputeWork.Synthesis ? words : Least(words, LongestFirstWords - _time.GetElapsedTime(_firstWordsBegan));
        }

        return work switch
        {
            ComputeWork.SynthesisAhead => UntilLull(),
            ComputeWork.Recording => Least(UntilLull(), LongestWait - waited),
            _ => TimeSpan.Zero,
        };
    }

    private static TimeSpan Least(TimeSpan a, TimeSpan b) => a < b ? a : b;

    /// <param name="Since">Timestamp at which it came.</param>
    private sealed record Waiter(int MaxThreads, long Since)
    {
        public TaskCompletionSource<ComputeLease> Served { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
