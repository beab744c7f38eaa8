namespace LocalVoice.Engines.Deepgram.Listening;

/// <summary>Where on a connection an utterance's audio was sent: utterances may overlap at their edges. Not thread-safe.</summary>
internal sealed class AudioSpans
{
    private readonly List<(long Start, long End)> _spans = [];

    /// <summary>Position after the last sample; 0 for none.</summary>
    public long End => _spans.Count == 0 ? 0 : _spans[^1].End;

    public void Add(long start, int samples)
    {
        if (_spans.Count > 0 && _spans[^1].End == start)
        {
            _spans[^1] = (_spans[^1].Start, start + samples);
        }
        else
        {
            _spans.Add((start, start + samples));
        }
    }

    public void Clear() => _spans.Clear();

    public bool Contains(long position) => _spans.Exists(span => position >= span.Start && position < span.End);

    /// <summary>Samples before a position.</summary>
    public long Before(long position) => _spans.Sum(span => Math.Clamp(position, span.Start, span.End) - span.Start);

    /// <summary>Whether all the audio from <paramref name="start"/> to <paramref name="end"/> is the utterance's.</summary>
    public bool Cover(long start, long end) => _spans.Exists(span => start >= span.Start && end <= span.End);

    public bool Overlap(long start, long end) => _spans.Exists(span => start < span.End && end > span.Start);
}
