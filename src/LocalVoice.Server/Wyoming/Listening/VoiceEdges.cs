using LocalVoice.Audio;
using LocalVoice.Core.Input;
using LocalVoice.Speech;

namespace LocalVoice.Server.Wyoming.Listening;

/// <summary>Finds where somebody begins and stops to speak. One stream, one thread.</summary>
/// <param name="detector">With fresh state; owned.</param>
internal sealed class VoiceEdges(IVoiceActivityDetector detector) : IDisposable
{
    // As PieceCutter's: what is speech for one is speech for the other.
    private const double StartThreshold = 0.5;
    private const double StopThreshold = 0.35;
    private static readonly long ShortestSpeech = AudioFormat.Recognition.SamplesIn(TimeSpan.FromSeconds(0.096));
    private static readonly long Pause = AudioFormat.Recognition.SamplesIn(TimeSpan.FromSeconds(0.7));

    private readonly VadHysteresis _gate = new();
    private readonly float[] _window = new float[detector.WindowSamples];
    private int _pending;
    private long _heard;
    private long? _voicedFrom;
    private long _voicedTo;
    private bool _speaking;

    /// <param name="samples">The next, 16 kHz mono, −1…1.</param>
    public IReadOnlyList<VoiceEdge> Push(ReadOnlySpan<float> samples)
    {
        List<VoiceEdge>? edges = null;
        for (var taken = 0; taken < samples.Length; )
        {
            var count = Math.Min(samples.Length - taken, _window.Length - _pending);
            samples.Slice(taken, count).CopyTo(_window.AsSpan(_pending));
            (taken, _pending) = (taken + count, _pending + count);
            if (_pending == _window.Length)
            {
                _pending = 0;
                if (Observe() is { } edge)
                {
                    (edges ??= []).Add(edge);
                }
            }
        }

        return edges ?? (IReadOnlyList<VoiceEdge>)[];
    }

    /// <returns>That somebody stopped, where he had not at the end of the stream; null otherwise.</returns>
    public VoiceEdge? Finish() => _speaking ? Stop() : null;

    public void Dispose() => detector.Dispose();

    private VoiceEdge? Observe()
    {
        var begin = _heard;
        _heard += _window.Length;
        if (_gate.Observe(detector.Probability(_window), StartThreshold, StopThreshold))
        {
            _voicedFrom ??= begin;
            _voicedTo = _heard;
            return !_speaking && _voicedTo - _voicedFrom >= ShortestSpeech ? Start() : null;
        }

        if (!_speaking)
        {
            _voicedFrom = null;
            return null;
        }

        return _heard - _voicedTo >= Pause ? Stop() : null;
    }

    private VoiceEdge Start()
    {
        _speaking = true;
        return new("voice-started", AudioFormat.Recognition.DurationOf(_voicedFrom ?? 0));
    }

    private VoiceEdge Stop()
    {
        (_speaking, _voicedFrom) = (false, null);
        return new("voice-stopped", AudioFormat.Recognition.DurationOf(_voicedTo));
    }
}

/// <summary>Somebody began or stopped to speak.</summary>
/// <param name="Type">Of the event that tells it.</param>
/// <param name="At">From the beginning of the stream.</param>
internal readonly record struct VoiceEdge(string Type, TimeSpan At);
