using LocalVoice.Audio;
using LocalVoice.Core.Audio;
using LocalVoice.Speech;

namespace LocalVoice.Core.Input;

/// <summary>
/// Decodes the client's audio to 16 kHz, cuts it into 10 ms frames and classifies each by level and by the detector.
/// No allocation per frame. Called by the session's loop only.
/// </summary>
internal sealed class AudioInput : IDisposable
{
    private readonly IVoiceActivityDetector _detector;
    private readonly NoiseFloorEstimator _floor = new();
    private readonly LevelMeter _level = new();
    private readonly float[] _window;
    private readonly float[] _frame = new float[FrameAnalysis.Samples];
    private float[] _decoded = new float[4096];
    private float[] _resampled = new float[4096];
    private StreamingResampler _resampler;
    private AudioFormat _format;
    private byte? _half;
    private int _resampledCount;
    private int _resampledNext;
    private int _windowFill;
    private int _frameFill;
    private bool _detects = true;

    /// <param name="recent">Length of the audio that <see cref="Recent"/> keeps.</param>
    public AudioInput(IVoiceActivityDetector detector, AudioFormat format, TimeSpan recent)
    {
        _detector = detector;
        _window = new float[detector.WindowSamples];
        _format = format;
        _resampler = new(format.SampleRateHz, FrameAnalysis.SampleRateHz);
        Recent = Keeping(recent);
    }

    /// <summary>The most recent audio, at 16 kHz.</summary>
    public AudioRingBuffer Recent { get; private set; }

    /// <summary>Samples received so far, at 16 kHz.</summary>
    public long Position { get; private set; }

    public static TimeSpan TimeOf(long sample) => TimeSpan.FromTicks(sample * TimeSpan.TicksPerSecond / FrameAnalysis.SampleRateHz);

    /// <summary>Audio time from <paramref name="sample"/> to the current position.</summary>
    public TimeSpan Since(long sample) => TimeOf(Position - sample);

    /// <summary>The current whole frame: 10 ms at 16 kHz. Overwritten by the next frame.</summary>
    public ReadOnlySpan<float> Frame => _frame;

    /// <summary>
    /// Adds encoded audio from the client; <see cref="TryReadFrame"/> returns it frame by frame. Half a sample at its end
    /// is kept for the next.
    /// </summary>
    /// <returns>Its duration.</returns>
    public TimeSpan Write(ReadOnlySpan<byte> encoded)
    {
        if (encoded.IsEmpty)
        {
            return TimeSpan.Zero;
        }

        Grow(ref _decoded, encoded.Length + 1);
        var decoded = DecodeHalf(ref encoded);
        var whole = encoded[..^(encoded.Length % _format.BytesPerSample)];
        _half = whole.Length < encoded.Length ? encoded[^1] : null;
        decoded += AudioDecoding.Decode(_format, whole, _decoded.AsSpan(decoded));
        Grow(ref _resampled, _resampler.MaxOutput(decoded));
        _resampledCount = _resampler.Process(_decoded.AsSpan(0, decoded), _resampled);
        _resampledNext = 0;
        return _format.DurationOf(decoded);
    }

    /// <param name="speaking">Whether the user is speaking; the noise floor is not updated then.</param>
    /// <returns>False when no whole frame is left.</returns>
    public bool TryReadFrame(bool speaking, out FrameAnalysis analysis)
    {
        var taken = Math.Min(_resampledCount - _resampledNext, FrameAnalysis.Samples - _frameFill);
        _resampled.AsSpan(_resampledNext, taken).CopyTo(_frame.AsSpan(_frameFill));
        _resampledNext += taken;
        _frameFill += taken;
        if (_frameFill < FrameAnalysis.Samples)
        {
            analysis = default;
            return false;
        }

        _frameFill = 0;
        Position += FrameAnalysis.Samples;
        Recent.Append(_frame);
        var level = _level.Measure(_frame);
        analysis = new(Position, _floor.IsLoud(level, speaking), DetectSpeech(), level);
        return true;
    }

    /// <summary>Whether speech is detected, which takes most of a frame's time: not where the client says when it speaks.</summary>
    public void Detect(bool detects)
    {
        if (detects && !_detects)
        {
            _detector.Reset();
        }

        _detects = detects;
    }

    /// <summary>Continues with audio of another format, at the same position.</summary>
    public void Use(AudioFormat format)
    {
        if (format.SampleRateHz != _format.SampleRateHz)
        {
            _resampler = new(format.SampleRateHz, FrameAnalysis.SampleRateHz);
        }

        _half = _format == format ? _half : null;
        _format = format;
    }

    /// <summary>What the client has thrown away is no part of what follows: neither a half sample nor recent audio.</summary>
    public void Forget()
    {
        _half = null;
        Recent.Clear();
    }

    /// <summary>Changes the length of <see cref="Recent"/>.</summary>
    public void Keep(TimeSpan recent)
    {
        var before = Recent;
        Recent = Keeping(recent);
        var kept = new float[Math.Min(before.Capacity, Recent.Capacity)];
        Recent.Append(kept.AsSpan(0, before.CopyNewest(kept.Length, kept)));
    }

    public void Dispose() => _detector.Dispose();

    /// <summary>Speech probability of the window that this frame completes; null when it completes none, or none is detected.</summary>
    private float? DetectSpeech()
    {
        var room = Math.Min(FrameAnalysis.Samples, _window.Length - _windowFill);
        _frame.AsSpan(0, room).CopyTo(_window.AsSpan(_windowFill));
        _windowFill += room;
        if (_windowFill < _window.Length)
        {
            return null;
        }

        float? probability = _detects ? _detector.Probability(_window) : null;
        _frame.AsSpan(room).CopyTo(_window);
        _windowFill = FrameAnalysis.Samples - room;
        return probability;
    }

    /// <summary>Decodes the sample of which the audio before had the first half.</summary>
    private int DecodeHalf(ref ReadOnlySpan<byte> encoded)
    {
        if (_half is not { } half || encoded.IsEmpty)
        {
            return 0;
        }

        var decoded = AudioDecoding.Decode(_format, [half, encoded[0]], _decoded);
        encoded = encoded[1..];
        _half = null;
        return decoded;
    }

    private static AudioRingBuffer Keeping(TimeSpan recent) => new((int)(recent.TotalSeconds * FrameAnalysis.SampleRateHz));

    private static void Grow(ref float[] buffer, int length)
    {
        if (buffer.Length < length)
        {
            buffer = new float[length * 2];
        }
    }
}
