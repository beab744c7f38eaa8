using LocalVoice.Engines.Deepgram.Listening;
using LocalVoice.Speech;

namespace LocalVoice.Engines.Deepgram.Nova;

/// <summary>What is understood of one utterance so far. Not thread-safe.</summary>
internal sealed class UtteranceText
{
    // Times are rounded on the way: 10 ms.
    private const int Rounding = 160;

    // What a Finalize may leave, at the most, of which there is nothing to say; chosen by trial: 100 ms.
    private const int LeftByFinalize = 1_600;

    private readonly AudioSpans _audio = new();
    private readonly List<Segment> _finished = [];
    private readonly AgreedText _agreed = new();
    private string _tentative = "";
    private long _finishedUntil;
    private bool _changed;
    private string? _language;

    /// <summary>Position after the last sample on the connection of now.</summary>
    public long End => _audio.End;

    /// <summary>Samples behind the finished segments.</summary>
    public long Unfinished => Math.Max(0, _audio.End - _finishedUntil);

    public void Append(long start, int samples) => _audio.Add(start, samples);

    /// <returns>Whether it concerns this utterance.</returns>
    public bool Take(Results results)
    {
        var part = results.PartOf(_audio);
        _changed |= part != Segment.Empty;
        if (results.IsFinal || results.FromFinalize)
        {
            Finish(part, results.End + (results.FromFinalize ? LeftByFinalize : Rounding));
        }
        else if (part == Segment.Empty)
        {
            return false;
        }
        else
        {
            _tentative = part.Text;
        }

        _language = results.Language ?? _language;
        return true;
    }

    /// <summary>Whether everything up to a position is finished.</summary>
    public bool IsFinished(long position) => _finishedUntil >= position;

    /// <summary>The audio goes on over another connection, which counts from 0.</summary>
    public void Move()
    {
        _audio.Clear();
        _finishedUntil = 0;
        _tentative = "";
    }

    /// <returns>Null when nothing is new.</returns>
    public InterimTranscript? TellNew()
    {
        if (!_changed)
        {
            return null;
        }

        _changed = false;
        return _agreed.Update(Finished(), _tentative);
    }

    /// <param name="language">Of the transcript where the service detected none.</param>
    public Transcript ToTranscript(string language, TimeSpan duration)
    {
        var text = Finished();
        TranscriptToken[] tokens = [.. _finished.SelectMany(segment => segment.Tokens)];
        var whole = string.Concat(tokens.Select(token => token.Text)).Trim() == text;
        return new(text, _language ?? language, duration, whole ? tokens : []);
    }

    private void Finish(Segment part, long until)
    {
        _tentative = "";
        _finishedUntil = Math.Max(_finishedUntil, until);
        if (part.Text.Length > 0)
        {
            _finished.Add(part);
        }
    }

    private string Finished() => string.Join(' ', _finished.Select(segment => segment.Text));
}
