namespace LocalVoice.Engines.Whisper.Scheduling;

/// <summary>
/// Finals that wait for a permit: those of decided turns first, then the stream that was served least recently, and its
/// oldest. Guarded by the scheduler's lock.
/// </summary>
internal sealed class FinalQueue
{
    private readonly List<WaitingFinal> _waiting = [];
    private long _arrivals;
    private long _served;

    /// <summary>Number of streams that could decode now.</summary>
    public int Ready =>
        _waiting.Where(waiting => !waiting.Final.Party.IsDecoding).Select(waiting => waiting.Final.Party).Distinct().Count();

    public void Add(WaitingFinal waiting)
    {
        waiting.Final.Order ??= _arrivals++;
        _waiting.Add(waiting);
    }

    /// <returns>False when it was served or removed before.</returns>
    public bool Remove(WaitingFinal waiting) => _waiting.Remove(waiting);

    /// <summary>Takes the most urgent one; its stream decodes from now on.</summary>
    /// <returns>Null when no stream could decode now.</returns>
    public WaitingFinal? Take()
    {
        var next = _waiting
            .Where(waiting => !waiting.Final.Party.IsDecoding)
            .MinBy(waiting => (!waiting.Final.IsDecided, waiting.Final.Party.LastServed, waiting.Final.Order));
        if (next is not null)
        {
            _waiting.Remove(next);
            (next.Final.Party.IsDecoding, next.Final.Party.LastServed) = (true, ++_served);
        }

        return next;
    }
}

/// <summary>A final in the queue.</summary>
internal sealed record WaitingFinal(PendingFinal Final, CancellationToken Cancelled)
{
    public TaskCompletionSource<DecodePermit> Served { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
