using LocalVoice.Core.Input;
using LocalVoice.Core.Sessions;

namespace LocalVoice.Core.Turns;

/// <summary>Tracks the user's turn over the input's frames, by the session's turn detection. Called by the session's loop only.</summary>
internal sealed class TurnTracker
{
    private readonly AudioInput _input;
    private readonly TurnOptions _options;
    private TurnDetection _detection;

    public TurnTracker(AudioInput input, TurnDetection detection, TurnOptions options)
    {
        (_input, _detection, _options) = (input, detection, options);
        Turn = new(OptionsFor(detection));
    }

    public TurnController Turn { get; }

    public CertainSpeech Certain { get; } = new();

    /// <summary>Start of the utterance that begins now, pre-roll included.</summary>
    public long UtteranceStart =>
        Math.Max(0, Turn.OnsetSample - (long)(_detection.PrefixPadding.TotalSeconds * FrameAnalysis.SampleRateHz));

    /// <summary>
    /// Audio that the input must keep for the pre-roll. The 100 ms cover the detector's delay: its first window ≥ 0.5
    /// ends 44 ms (p50) to 90 ms (p95) after the onset (measured on 24 utterances).
    /// </summary>
    public static TimeSpan RecentAudio(TurnDetection detection, TurnOptions options) =>
        detection.PrefixPadding + options.MinimumSpeech + TimeSpan.FromMilliseconds(100);

    public TurnSignal Observe(in FrameAnalysis frame)
    {
        var signal = Turn.Observe(frame);
        Certain.Observe(frame, signal);
        return signal;
    }

    /// <summary>Applies other settings to what follows; a turn in progress goes on.</summary>
    public void Use(TurnDetection detection)
    {
        if (detection != _detection)
        {
            _detection = detection;
            Turn.Use(OptionsFor(detection));
            _input.Keep(RecentAudio(detection, _options));
        }
    }

    private TurnOptions OptionsFor(TurnDetection detection) =>
        _options with
        {
            StartThreshold = detection.Threshold,
            StopThreshold = Math.Min(_options.StopThreshold, detection.Threshold),
        };
}
