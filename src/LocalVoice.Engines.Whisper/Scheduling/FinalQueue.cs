namespace LocalVoice.Engines.Whisper.Scheduling;

/// <summary>
/// Finals that wait for a permit, each for one chunk of its audio, in the order of weighted fair queueing (Demers, Keshav
/// and Shenker 1989): the chunk comes first that would be done first if all streams were decoded at the same time, side by
/// side. So a short turn precedes long recordings, however many there are and whenever their streams were opened, and none
/// waits for ever. Time is virtual, in seconds of audio decoded. Guarded by the scheduler's lock.
/// </summary>
internal sealed class FinalQueue
{
    // More than people usually say at a time. Chosen by trial, not measured.
    private const double LongestTurn = 8;

    // A decided turn is somebody's wait; another may turn out to go on. Chosen by trial, not measured.
    private const double DecidedWeight = 0.5;

    private readonly List<WaitingFinal> _waiting = [];
    private long _arrivals;
    private double _now;
    private double _latest;

    /// <summary>Number of streams that could decode now.</summary>
    public int Ready => Parties(_waiting);

    /// <summary>Of these, those whose turn somebody waits for: no long recordings, nor what comes on top of much else.</summary>
    public int ReadyTurns => Parties(_waiting.Where(waiting => !IsRecording(waiting)));

    /// <param name="idle">Whether nothing is decoded: what was served before then no longer counts.</param>
    public void Add(WaitingFinal waiting, bool idle)
    {
        _now = idle && _waiting.Count == 0 ? _latest : _now;
        waiting.Final.Order ??= _arrivals++;
        waiting.Since = _now;
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
            .MinBy(waiting => (StartOf(waiting) + Weighted(waiting), waiting.Final.Order));
        if (next is not null)
        {
            _waiting.Remove(next);
            var start = StartOf(next);
            _now = Math.Max(_now, start);
            (next.Final.Party.IsDecoding, next.Final.Party.ServedUntil) = (true, start + next.Audio.TotalSeconds);
            _latest = Math.Max(_latest, next.Final.Party.ServedUntil);
        }

        return next;
    }

    private static int Parties(IEnumerable<WaitingFinal> waiting) =>
        waiting.Select(final => final.Final.Party).Where(party => !party.IsDecoding).Distinct().Count();

    private static bool IsRecording(WaitingFinal waiting) =>
        waiting.Final.Audio.TotalSeconds > LongestTurn || StartOf(waiting) - waiting.Since > LongestTurn;

    private static double StartOf(WaitingFinal waiting) => Math.Max(waiting.Since, waiting.Final.Party.ServedUntil);

    private static double Weighted(WaitingFinal waiting) => waiting.Audio.TotalSeconds * (waiting.Final.IsDecided ? DecidedWeight : 1);
}

/// <summary>A final in the queue.</summary>
/// <param name="Audio">Length of the chunk to decode.</param>
internal sealed record WaitingFinal(PendingFinal Final, TimeSpan Audio, CancellationToken Cancelled)
{
    /// <summary>The queue's time when it came.</summary>
    public double Since { get; set; }

    public TaskCompletionSource<DecodePermit> Served { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
