using LocalVoice.Compute;

namespace LocalVoice.Engines.Whisper.Scheduling;

/// <summary>
/// Shares the decoder among all streams. A final takes all threads, and waits for its turn in the <see cref="FinalQueue"/>. An
/// early decode takes all threads while nobody needs them. An interim takes the time that others leave. What nobody waits
/// for any more, and cannot be stopped, yields. Thread-safe.
/// </summary>
/// <param name="maxConcurrent">Finals and early decodes at once.</param>
/// <param name="maxThreads">Maximum threads of a decode; 0 for all.</param>
/// <param name="canYield">Whether decodes can yield; else an interim takes one thread, and ends for a final.</param>
internal sealed class DecodeScheduler(IComputeBudget budget, int maxConcurrent, int maxThreads, bool canYield)
{
    // Each holds a working state; more would share the time that others leave and end late. Chosen by trial.
    private const int MaxYielding = 2;

    private readonly Lock _sync = new();
    private readonly FinalQueue _finals = new();
    private readonly List<DecodePermit> _interims = [];
    private int _running;
    private int _yielding;
    private int _asking;
    private int _askingForTurns;

    private int AllThreads => maxThreads == 0 ? budget.TotalThreads : Math.Min(maxThreads, budget.TotalThreads);

    /// <summary>Waits until the final may decode its next chunk.</summary>
    /// <param name="audio">Length of the chunk.</param>
    /// <param name="cancellationToken">Nobody waits any more: the decode stops, or yields (<see cref="PendingFinal.Outlasts"/>).</param>
    /// <exception cref="OperationCanceledException">Cancelled while waiting.</exception>
    public async ValueTask<DecodePermit> BeginAsync(PendingFinal final, TimeSpan audio, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var waiting = new WaitingFinal(final, audio, cancellationToken);
        lock (_sync)
        {
            _finals.Add(waiting, idle: _running == 0);
        }

        Serve();
        DecodePermit permit;
        await using (cancellationToken.UnsafeRegister(_ => Withdraw(waiting), null).ConfigureAwait(false))
        {
            permit = await waiting.Served.Task.ConfigureAwait(false);
        }

        permit.Watch(cancellationToken.UnsafeRegister(_ => GiveUp(permit, final), null));
        return permit;
    }

    /// <summary>Begins to decode a pause that may be the last.</summary>
    /// <returns>Null unless all threads are free.</returns>
    public DecodePermit? TryBeginEarly()
    {
        var permit = new DecodePermit(AllThreads, DecodeRank.Early, null, End);
        lock (_sync)
        {
            if (!canYield || _running > 0 || _yielding >= MaxYielding)
            {
                return null;
            }

            _running++;
        }

        if (!budget.TryLeaseSpare(() => YieldFrom(permit, DecodeRank.Early), out var lease))
        {
            permit.Dispose();
            return null;
        }

        return Lease(permit, lease);
    }

    /// <returns>Null when as many are running as may, or more urgent work is.</returns>
    public DecodePermit? TryBeginInterim()
    {
        lock (_sync)
        {
            if (canYield)
            {
                if (_yielding >= MaxYielding)
                {
                    return null;
                }

                _yielding++;
                var yielding = new DecodePermit(AllThreads, DecodeRank.Yielding, null, End);
                yielding.NativeThreads.Yield();
                return yielding;
            }

            if (_running + _asking >= maxConcurrent || !budget.TryLease(ComputeWork.Interim, 1, out var lease))
            {
                return null;
            }

            _running++;
            var permit = new DecodePermit(1, DecodeRank.Interim, null, End) { Lease = lease };
            _interims.Add(permit);
            return permit;
        }
    }

    /// <summary>An early decode or an interim becomes a final.</summary>
    /// <returns>False when it is given up, or others have its threads: then it would be done later than one that is begun now.</returns>
    public bool TryPromote(DecodePermit permit)
    {
        lock (_sync)
        {
            if (permit.Token.IsCancellationRequested)
            {
                return false;
            }

            if (permit.Rank is DecodeRank.Early)
            {
                permit.Rank = DecodeRank.Final;
                return true;
            }

            // Nobody else computes, so it has all threads already.
            if (
                permit.Rank is not DecodeRank.Yielding
                || _running + _asking >= maxConcurrent
                || !budget.TryLease(ComputeWork.FinalTranscript, AllThreads, out var lease)
            )
            {
                return false;
            }

            _yielding--;
            _running++;
            (permit.Rank, permit.Lease) = (DecodeRank.Final, lease);
            return true;
        }
    }

    /// <summary>Nobody waits for the decode at present: it goes on with the time that others leave.</summary>
    public void Yield(DecodePermit permit)
    {
        YieldFrom(permit, DecodeRank.Early);
        YieldFrom(permit, DecodeRank.Final);
    }

    /// <summary>The decode is not needed any more; its holder still disposes the permit.</summary>
    public void Cancel(DecodePermit permit)
    {
        permit.Cancel();
        Yield(permit);
    }

    private void GiveUp(DecodePermit permit, PendingFinal final)
    {
        if (!final.Outlasts)
        {
            permit.Cancel();
        }

        YieldFrom(permit, DecodeRank.Final);
    }

    private void YieldFrom(DecodePermit permit, DecodeRank rank)
    {
        if (TryYield(permit, rank))
        {
            Serve();
        }
    }

    private bool TryYield(DecodePermit permit, DecodeRank from)
    {
        ComputeLease lease;
        lock (_sync)
        {
            if (!canYield || permit.Rank != from || _yielding >= MaxYielding)
            {
                return false;
            }

            _running--;
            _yielding++;
            (permit.Rank, lease, permit.Lease) = (DecodeRank.Yielding, permit.Lease, default);
            Release(permit.Party);
        }

        permit.NativeThreads.Yield();
        lease.Dispose();
        return true;
    }

    /// <summary>Unless it has yielded, or been given back, meanwhile.</summary>
    private DecodePermit Lease(DecodePermit permit, ComputeLease lease)
    {
        lock (_sync)
        {
            if (permit.Rank is DecodeRank.Early)
            {
                permit.Lease = lease;
                return permit;
            }
        }

        lease.Dispose();
        return permit;
    }

    /// <summary>
    /// Asks for threads, one lease for every final that could run. Which one gets a lease is decided when it comes: until
    /// then a more urgent one may have arrived.
    /// </summary>
    private void Serve()
    {
        while (TryAsk() is { } work)
        {
            if (budget.TryLease(work, AllThreads, out var lease))
            {
                Grant(work, lease);
            }
            else
            {
                CancelOneInterim();
                _ = AwaitLeaseAsync(work);
            }
        }
    }

    /// <summary>A turn does not wait for the threads that were asked for a recording.</summary>
    /// <returns>What a lease is needed for; null when none is.</returns>
    private ComputeWork? TryAsk()
    {
        lock (_sync)
        {
            var forTurn = _finals.ReadyTurns > _askingForTurns;
            if (!forTurn && _finals.Ready <= _asking)
            {
                return null;
            }

            if (_running + (forTurn ? _askingForTurns : _asking) >= maxConcurrent)
            {
                CancelOneInterim();
                return null;
            }

            _asking++;
            _askingForTurns += forTurn ? 1 : 0;
            return forTurn ? ComputeWork.FinalTranscript : ComputeWork.Recording;
        }
    }

    private async Task AwaitLeaseAsync(ComputeWork work) =>
        Grant(work, await budget.LeaseAsync(work, AllThreads, CancellationToken.None).ConfigureAwait(false));

    private void Grant(ComputeWork work, ComputeLease lease)
    {
        WaitingFinal? next;
        lock (_sync)
        {
            _asking--;
            _askingForTurns -= work is ComputeWork.FinalTranscript ? 1 : 0;
            next = _running < maxConcurrent ? _finals.Take() : null;
            _running += next is null ? 0 : 1;
        }

        if (next is null)
        {
            lease.Dispose();
            return;
        }

        next.Served.SetResult(new(lease.Threads, DecodeRank.Final, next.Final.Party, End) { Lease = lease });
    }

    private void Withdraw(WaitingFinal waiting)
    {
        bool removed;
        lock (_sync)
        {
            removed = _finals.Remove(waiting);
        }

        if (removed)
        {
            waiting.Served.SetCanceled(waiting.Cancelled);
        }
    }

    private void CancelOneInterim()
    {
        lock (_sync)
        {
            _interims.Find(interim => !interim.Token.IsCancellationRequested)?.Cancel();
        }
    }

    private void End(DecodePermit permit)
    {
        ComputeLease lease;
        lock (_sync)
        {
            _running -= permit.Rank is DecodeRank.Yielding ? 0 : 1;
            _yielding -= permit.Rank is DecodeRank.Yielding ? 1 : 0;
            if (permit.Rank is DecodeRank.Final)
            {
                Release(permit.Party);
            }

            _interims.Remove(permit);
            (permit.Rank, lease, permit.Lease) = (DecodeRank.Over, permit.Lease, default);
        }

        lease.Dispose();
        Serve();
    }

    private static void Release(DecodeParty? party)
    {
        if (party is not null)
        {
            party.IsDecoding = false;
        }
    }
}
