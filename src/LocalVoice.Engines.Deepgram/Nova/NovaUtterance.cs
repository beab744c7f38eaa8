using LocalVoice.Engines.Deepgram.Listening;
using LocalVoice.Remote;
using LocalVoice.Speech;

namespace LocalVoice.Engines.Deepgram.Nova;

/// <summary>An utterance of finished segments, and of what is tentative behind them.</summary>
/// <param name="language">Of transcripts, where the service detects none.</param>
internal sealed class NovaUtterance(string language) : IUtterance<Results>
{
    // Times are rounded on the way: 10 ms.
    private const int Rounding = 160;

    // What a Finalize may leave, at the most, of which there is nothing to say; chosen by trial: 100 ms.
    private const int LeftByFinalize = 1_600;

    // The service need not answer a Finalize when next to nothing is left (developers.deepgram.com/docs/finalize); chosen by
    // trial: 200 ms.
    private const int NextToNothing = 3_200;

    private readonly AudioSpans _audio = new();
    private readonly List<Segment> _finished = [];
    private readonly AgreedText _agreed = new();
    private string _tentative = "";
    private long _finishedUntil;
    private string? _detected;
    private bool _changed;

    public long End => _audio.End;

    public bool IsSettled => _finishedUntil >= _audio.End;

    /// <summary>What comes late is told apart by its time.</summary>
    public bool FinishWhenAbandoned => false;

    public void Append(long start, int samples) => _audio.Add(start, samples);

    public ReadOnlyMemory<byte> Finish() => NovaProtocol.Finalize;

    public bool Take(Results message)
    {
        var part = message.PartOf(_audio);
        _changed |= part != Segment.Empty;
        if (message.IsFinal || message.FromFinalize)
        {
            Finish(part, message.End + (message.FromFinalize ? LeftByFinalize : Rounding));
        }
        else if (part == Segment.Empty)
        {
            return false;
        }
        else
        {
            _tentative = part.Text;
        }

        _detected = message.Language ?? _detected;
        return true;
    }

    public InterimTranscript? TellNew()
    {
        if (!_changed)
        {
            return null;
        }

        _changed = false;
        return _agreed.Update(Segment.Join(_finished).Text, _tentative);
    }

    public FinalProgress ProgressOf(long until) =>
        _finishedUntil >= until ? FinalProgress.Done
        : until - _finishedUntil <= NextToNothing ? FinalProgress.NextToNothing
        : FinalProgress.Awaited;

    public Transcript ToTranscript(TimeSpan duration)
    {
        var whole = Segment.Join(_finished);
        return new(whole.Text, _detected ?? language, duration, whole.Tokens);
    }

    public void Lose(BackendException failure)
    {
        _audio.Clear();
        _finishedUntil = 0;
        _tentative = "";
    }

    public void Close() { }

    private void Finish(Segment part, long until)
    {
        _tentative = "";
        _finishedUntil = Math.Max(_finishedUntil, until);
        if (part.Text.Length > 0)
        {
            _finished.Add(part);
        }
    }
}
