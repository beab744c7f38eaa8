using LocalVoice.Audio;
using LocalVoice.Core.Audio;
using LocalVoice.Core.Sessions;
using LocalVoice.Core.Turns;
using LocalVoice.Speech;

namespace LocalVoice.Core.Input;

/// <summary>
/// The client's audio, decoded to 16 kHz, cut into 10 ms frames, judged by level and by the detector. Allocates nothing
/// per frame. Driven by the session's loop.
/// </summary>
internal sealed class ListeningStage : IDisposable
{
    private readonly IVoiceActivityDetector _detector;
    private readonly LevelFloor _floor = new();
    private readonly float[] _window;
    private readonly float[] _frame = new float[VoiceFrame.Samples];
    private readonly TurnOptions _options;
    private TurnDetection _detection;
    private float[] _decoded = new float[4096];
    private float[] _resampled = new float[4096];
    private StreamingResampler _resampler;
    private AudioFormat _format;
    private int _resampledCount;
    private int _resampledNext;
    private int _windowFill;
    private int _frameFill;

    public ListeningStage(IVoiceActivityDetector detector, AudioFormat format, TurnDetection detection, TurnOptions options)
    {
        _detector = detector;
        _window = new float[detector.WindowSamples];
        _format = format;
        _resampler = new(format.SampleRateHz, VoiceFrame.SampleRateHz);
        _options = options;
        _detection = detection;
        Turns = ControllerFor(detection, options);
        Recent = RecentFor(detection, options);
    }

    public TurnController Turns { get; private set; }

    public PreRoll Recent { get; private set; }

    /// <summary>Samples heard so far, at 16 kHz.</summary>
    public long Position { get; private set; }

    /// <summary>Where the utterance that starts now begins, pre-roll included.</summary>
    public long UtteranceStart => Math.Max(0, Turns.OnsetSample - (long)(_detection.PrefixPadding.TotalSeconds * VoiceFrame.SampleRateHz));

    public static TimeSpan TimeOf(long sample) => TimeSpan.FromTicks(sample * TimeSpan.TicksPerSecond / VoiceFrame.SampleRateHz);

    /// <summary>How long ago, in audio, <paramref name="sample"/> was heard.</summary>
    public TimeSpan Since(long sample) => TimeOf(Position - sample);

    /// <summary>The newest whole frame: 10 ms at 16 kHz. Overwritten by the next.</summary>
    public ReadOnlySpan<float> Frame => _frame;

    /// <summary>Takes what the client sent; <see cref="TryHearFrame"/> then tells what it means, frame by frame.</summary>
    public void Feed(ReadOnlySpan<byte> encoded)
    {
        Grow(ref _decoded, encoded.Length);
        var decoded = AudioDecoding.Decode(_format, encoded, _decoded);
        Grow(ref _resampled, _resampler.MaxOutput(decoded));
        _resampledCount = _resampler.Process(_decoded.AsSpan(0, decoded), _resampled);
        _resampledNext = 0;
    }

    /// <returns>False when no whole frame is left.</returns>
    public bool TryHearFrame(out TurnSignal signal)
    {
        var taken = Math.Min(_resampledCount - _resampledNext, VoiceFrame.Samples - _frameFill);
        _resampled.AsSpan(_resampledNext, taken).CopyTo(_frame.AsSpan(_frameFill));
        _resampledNext += taken;
        _frameFill += taken;
        if (_frameFill < VoiceFrame.Samples)
        {
            signal = TurnSignal.None;
            return false;
        }

        _frameFill = 0;
        Position += VoiceFrame.Samples;
        Recent.Append(_frame);
        var loud = _floor.IsLoud(SoundLevel.RmsDbfs(_frame), Turns.HearsSpeech);
        signal = Turns.Observe(new(Position, loud, DetectSpeech()));
        return true;
    }

    /// <summary>Goes on with other settings; a turn under way is dropped when those of turn detection changed.</summary>
    public void Use(AudioFormat format, TurnDetection detection)
    {
        if (detection != _detection)
        {
            _detection = detection;
            Turns = ControllerFor(detection, _options);
            Recent = RecentFor(detection, _options);
        }

        if (format.SampleRateHz != _format.SampleRateHz)
        {
            _resampler = new(format.SampleRateHz, VoiceFrame.SampleRateHz);
        }

        _format = format;
    }

    public void Dispose() => _detector.Dispose();

    /// <summary>The probability of the window that this frame completes, if it does.</summary>
    private float? DetectSpeech()
    {
        var room = Math.Min(VoiceFrame.Samples, _window.Length - _windowFill);
        _frame.AsSpan(0, room).CopyTo(_window.AsSpan(_windowFill));
        _windowFill += room;
        if (_windowFill < _window.Length)
        {
            return null;
        }

        var probability = _detector.Probability(_window);
        _frame.AsSpan(room).CopyTo(_window);
        _windowFill = VoiceFrame.Samples - room;
        return probability;
    }

    private static TurnController ControllerFor(TurnDetection detection, TurnOptions options) => new(options with
    {
        StartThreshold = detection.Threshold,
        StopThreshold = Math.Min(options.StopThreshold, detection.Threshold),
    });

    private static PreRoll RecentFor(TurnDetection detection, TurnOptions options)
    {
        var longest = detection.PrefixPadding + options.MinimumSpeech + TimeSpan.FromMilliseconds(100);
        return new((int)(longest.TotalSeconds * VoiceFrame.SampleRateHz));
    }

    private static void Grow(ref float[] buffer, int length)
    {
        if (buffer.Length < length)
        {
            buffer = new float[length * 2];
        }
    }
}
