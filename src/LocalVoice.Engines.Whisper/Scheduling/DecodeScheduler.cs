using LocalVoice.Compute;

namespace LocalVoice.Engines.Whisper.Scheduling;

/// <summary>
/// Shares decode slots and threads among all streams. A final takes every free thread and waits for its turn in the
/// <see cref="FinalQueue"/>; an interim takes one thread, never waits, and is cancelled for a final that finds no free
/// slot or thread. Thread-safe.
/// </summary>
/// <param name="maxThreads">Maximum threads of a final; 0 for all.</param>
internal sealed class DecodeScheduler(IComputeBudget budget, int maxConcurrent, int maxThreads)
{
    private readonly Lock _sync = new();
    private readonly FinalQueue _finals = new();
    private readonly Dictionary<DecodePermit, CancellationTokenSource> _interims = [];
    private int _running;
    private int _asking;
    private int _askingForTurns;

    private int FinalThreads => maxThreads == 0 ? budget.TotalThreads : Math.Min(maxThreads, budget.TotalThreads);

    /// <summary>Waits until the final may decode its next chunk.</summary>
    /// <param name="audio">Length of the chunk.</param>
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
        await using var registration = cancellationToken.UnsafeRegister(_ => Withdraw(waiting), null).ConfigureAwait(false);
        return await waiting.Served.Task.ConfigureAwait(false);
    }

    /// <returns>Null when more urgent work is running or no slot is free.</returns>
    public DecodePermit? TryBeginInterim(CancellationToken cancellationToken)
    {
        lock (_sync)
        {
            if (_running + _asking >= maxConcurrent || !budget.TryLease(ComputeWork.Interim, 1, out var lease))
            {
                return null;
            }

            _running++;
            var cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var permit = new DecodePermit(lease, EndInterim, cancellation.Token);
            _interims.Add(permit, cancellation);
            return permit;
        }
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

    /// <summary>
    /// Asks for threads, one lease for every final that could run. Which one gets a lease is decided when it comes: until
    /// then a more urgent one may have arrived.
    /// </summary>
    private void Serve()
    {
        while (TryAsk() is { } work)
        {
            if (budget.TryLease(work, FinalThreads, out var lease))
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
        Grant(work, await budget.LeaseAsync(work, FinalThreads, CancellationToken.None).ConfigureAwait(false));

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

        next.Served.SetResult(new(lease, _ => End(next.Final.Party), next.Cancelled));
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

    private void End(DecodeParty party)
    {
        lock (_sync)
        {
            _running--;
            party.IsDecoding = false;
        }

        Serve();
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
        CancellationTokenSource? cancellation;
        lock (_sync)
        {
            _running--;
            _interims.Remove(permit, out cancellation);
        }

        // Not under the lock: it waits for the caller's cancellation, which may be running callbacks.
        cancellation?.Dispose();
        Serve();
    }
}
