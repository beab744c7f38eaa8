using System.Threading.Channels;
using LocalVoice.Audio;
using LocalVoice.Engines.Deepgram.Listening;
using LocalVoice.Remote;
using LocalVoice.Speech;

namespace LocalVoice.Engines.Deepgram.Flux;

/// <summary>An utterance of one turn, or of several where the user goes on after an end.</summary>
/// <param name="language">Of transcripts, where the service detects none.</param>
internal sealed class FluxUtterance(string language) : IUtterance<TurnInfo>
{
    // An update comes for every 250 ms of audio, whatever is heard: developers.deepgram.com/docs/flux/state.
    private const int Update = 4_000;

    // Times are rounded on the way: 10 ms.
    private const int Rounding = 160;

    // The few events of a turn. Only of a reader who is long gone would any be lost, the oldest candidate first.
    private const int EventCapacity = 64;

    private readonly AudioSpans _audio = new();
    private readonly List<Segment> _finished = [];
    private readonly AgreedText _agreed = new();
    private readonly Channel<HeardTurn> _turns = Channel.CreateBounded<HeardTurn>(
        new BoundedChannelOptions(EventCapacity) { FullMode = BoundedChannelFullMode.DropOldest }
    );
    private Segment _turn = Segment.Empty;
    private HeardTurn? _candidate;
    private long _heardUntil;
    private long _endedUntil;
    private long _forcedAt;
    private bool _open;
    private string? _detected;
    private bool _changed;

    public ChannelReader<HeardTurn> Turns => _turns.Reader;

    public long End => _audio.End;

    public bool IsSettled => ProgressOf(End) == FinalProgress.Done;

    /// <summary>A turn that is open would go on with the next utterance.</summary>
    public bool FinishWhenAbandoned => true;

    public void Append(long start, int samples) => _audio.Add(start, samples);

    public ReadOnlyMemory<byte> Finish()
    {
        _forcedAt = End;
        return FluxProtocol.ForceEndTurn;
    }

    public bool Take(TurnInfo message)
    {
        if (!_audio.Contains(message.End - Rounding))
        {
            return false;
        }

        _turn = message.PartOf(_audio);
        _open |= message.Event != TurnEvent.Update || _turn.Text.Length > 0;
        _heardUntil = Math.Max(_heardUntil, message.End);
        _detected = message.Language ?? _detected;
        _changed = true;
        switch (message.Event)
        {
            case TurnEvent.EagerEndOfTurn:
                _candidate = new(TurnHearing.Candidate, TranscriptOf(_turn, message.End));
                _turns.Writer.TryWrite(_candidate);
                break;
            case TurnEvent.TurnResumed when _candidate is not null:
                _turns.Writer.TryWrite(_candidate with { Hearing = TurnHearing.Resumed });
                _candidate = null;
                break;
            case TurnEvent.EndOfTurn:
                EndTurn(message);
                break;
            default:
                break;
        }

        return true;
    }

    public InterimTranscript? TellNew()
    {
        if (!_changed)
        {
            return null;
        }

        _changed = false;
        return _agreed.Update(Segment.Join(_finished).Text, _turn.Text);
    }

    public FinalProgress ProgressOf(long until) =>
        _open ? FinalProgress.Awaited
        : _heardUntil >= until || _endedUntil >= until - (_endedUntil > 0 ? Update : 0) ? FinalProgress.Done
        : _heardUntil >= until - (2 * Update) ? FinalProgress.NextToNothing
        : FinalProgress.Awaited;

    public Transcript ToTranscript(TimeSpan duration)
    {
        var whole = Segment.Join(_finished);
        return new(whole.Text, _detected ?? language, duration, whole.Tokens);
    }

    public void Lose(BackendException failure)
    {
        _audio.Clear();
        (_heardUntil, _endedUntil, _forcedAt, _open, _turn) = (0, 0, 0, false, Segment.Empty);
        _turns.Writer.TryComplete(failure);
    }

    public void Close() => _turns.Writer.TryComplete();

    private void EndTurn(TurnInfo message)
    {
        _turns.Writer.TryWrite(new(TurnHearing.Ended, TranscriptOf(_turn, message.End)));
        _candidate = null;
        _endedUntil = message.WasForced ? Math.Max(_forcedAt, message.End) : message.End;
        if (_turn.Text.Length > 0)
        {
            _finished.Add(_turn);
        }

        (_turn, _open) = (Segment.Empty, false);
    }

    private Transcript TranscriptOf(Segment segment, long until) =>
        new(segment.Text, _detected ?? language, AudioFormat.Recognition.DurationOf(_audio.Before(until)), segment.Tokens);
}
