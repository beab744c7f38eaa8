using System.Runtime.InteropServices;
using LocalVoice.Audio;
using LocalVoice.Core.Input;
using LocalVoice.Speech;

namespace LocalVoice.Core.Recordings;

/// <summary>
/// Cuts a recording of any length into pieces that a recogniser takes: at pauses, and where nobody pauses at the quietest
/// point. Silence is left out. Holds one piece at a time. One recording, one thread.
/// </summary>
/// <param name="detector">With fresh state; owned, and disposed with the cutter.</param>
public sealed class PieceCutter(IVoiceActivityDetector detector) : IDisposable
{
    // As TurnOptions' defaults.
    private const double StartThreshold = 0.5;
    private const double StopThreshold = 0.35;

    // The other lengths were chosen, not measured.
    private static readonly int Longest = (int)AudioFormat.Recognition.SamplesIn(LongestPiece);
    private static readonly int EarliestCut = Samples(18);
    private static readonly int Pause = Samples(0.7);
    private static readonly int Margin = Samples(0.3);
    private static readonly int ShortestSpeech = Samples(0.096);
    private static readonly int QuietWindow = Samples(0.1);

    private readonly VadHysteresis _gate = new();
    private readonly List<float> _held = [];
    private readonly float[] _window = new float[detector.WindowSamples];
    private int _pending;
    private long _heldFrom;
    private int _voiced;
    private int _voiceEnd;

    /// <summary>Whisper's window is 30 s.</summary>
    public static TimeSpan LongestPiece => TimeSpan.FromSeconds(28);

    /// <summary>Samples of the recording so far.</summary>
    public long Length => _heldFrom + _held.Count + _pending;

    /// <param name="samples">The next, 16 kHz mono, −1…1.</param>
    /// <returns>The pieces that they complete, in order; to be enumerated before the next push.</returns>
    public IEnumerable<SpokenPiece> Push(ReadOnlyMemory<float> samples)
    {
        for (var taken = 0; taken < samples.Length; )
        {
            var count = Math.Min(samples.Length - taken, _window.Length - _pending);
            samples.Span.Slice(taken, count).CopyTo(_window.AsSpan(_pending));
            taken += count;
            _pending += count;
            if (_pending == _window.Length && Observe(_window.Length) is { } piece)
            {
                yield return piece;
            }
        }
    }

    /// <returns>The last pieces; none when nobody speaks in what is left.</returns>
    public IEnumerable<SpokenPiece> Finish()
    {
        _window.AsSpan(_pending).Clear();
        if (_pending > 0 && Observe(_pending) is { } piece)
        {
            yield return piece;
        }

        if (Cut(Math.Min(_held.Count, _voiceEnd + Margin)) is { } last)
        {
            yield return last;
        }
    }

    public void Dispose() => detector.Dispose();

    /// <param name="real">Samples of the window that are the recording's.</param>
    private SpokenPiece? Observe(int real)
    {
        var open = _gate.Observe(detector.Probability(_window), StartThreshold, StopThreshold);
        _held.AddRange(_window.AsSpan(0, real));
        _pending = 0;
        if (open)
        {
            _voiced += real;
            _voiceEnd = _held.Count;
        }

        if (_voiced == 0)
        {
            Drop(_held.Count - Margin);
            return null;
        }

        return _held.Count - _voiceEnd >= Pause ? Cut(_voiceEnd + Margin)
            : _held.Count >= Longest ? CutAmidSpeech()
            : null;
    }

    private SpokenPiece? CutAmidSpeech()
    {
        var goesOn = _voiceEnd;
        var at = EarliestCut + QuietestIn(_held.Slice(EarliestCut, _held.Count - EarliestCut));
        var piece = Cut(at);
        (_voiced, _voiceEnd) = goesOn > at ? (ShortestSpeech, goesOn - at) : (0, 0);
        return piece;
    }

    /// <summary>Takes what is held up to <paramref name="end"/>; a sound that was too short for speech is dropped.</summary>
    private SpokenPiece? Cut(int end)
    {
        var piece =
            _voiced >= ShortestSpeech
                ? new SpokenPiece(AudioFormat.Recognition.DurationOf(_heldFrom), _held.Slice(0, end).ToArray())
                : null;
        Drop(end);
        (_voiced, _voiceEnd) = (0, 0);
        return piece;
    }

    private void Drop(int count)
    {
        if (count > 0)
        {
            _held.RemoveRange(0, count);
            _heldFrom += count;
        }
    }

    private static int QuietestIn(List<float> samples)
    {
        var audio = CollectionsMarshal.AsSpan(samples);
        var (best, lowest) = (audio.Length, double.PositiveInfinity);
        for (var at = 0; at + QuietWindow <= audio.Length; at += QuietWindow / 5)
        {
            var energy = SoundLevel.MeanSquare(audio.Slice(at, QuietWindow));
            (best, lowest) = energy < lowest ? (at + (QuietWindow / 2), energy) : (best, lowest);
        }

        return best;
    }

    private static int Samples(double seconds) => (int)AudioFormat.Recognition.SamplesIn(TimeSpan.FromSeconds(seconds));
}
