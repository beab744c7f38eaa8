using LocalVoice.Core.Input;
using LocalVoice.Core.Sessions;

namespace LocalVoice.Core.Turns;

/// <summary>
/// Follows the user's turn through the frames of the input, by the session's turn detection. Driven by the session's
/// loop.
/// </summary>
internal sealed class TurnTracker
{
    private readonly AudioInput _input;
    private readonly TurnOptions _options;
    private TurnDetection _detection;

    public TurnTracker(AudioInput input, TurnDetection detection, TurnOptions options)
    {
        (_input, _detection, _options) = (input, detection, options);
        Turn = ControllerFor(detection);
    }

    public TurnController Turn { get; private set; }

    /// <summary>Where the utterance that starts now begins, pre-roll included.</summary>
    public long UtteranceStart =>
        Math.Max(0, Turn.OnsetSample - (long)(_detection.PrefixPadding.TotalSeconds * FrameAnalysis.SampleRateHz));

    /// <summary>Audio that the input must keep so that no pre-roll is lost to the detector's delay.</summary>
    public static TimeSpan RecentAudio(TurnDetection detection, TurnOptions options) =>
        detection.PrefixPadding + options.MinimumSpeech + TimeSpan.FromMilliseconds(100);

    public TurnSignal Observe(in FrameAnalysis frame) => Turn.Observe(frame);

    /// <summary>Goes on by other settings; a turn under way is dropped when they differ.</summary>
    public void Use(TurnDetection detection)
    {
        if (detection == _detection)
        {
            return;
        }

        _detection = detection;
        Turn = ControllerFor(detection);
        _input.Keep(RecentAudio(detection, _options));
    }

    private TurnController ControllerFor(TurnDetection detection) =>
        new(_options with { StartThreshold = detection.Threshold, StopThreshold = Math.Min(_options.StopThreshold, detection.Threshold) });
}
