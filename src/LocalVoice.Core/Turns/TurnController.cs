using LocalVoice.Core.Input;

namespace LocalVoice.Core.Turns;

/// <summary>
/// State machine of the user's turn: <c>Idle → Speaking → Pausing → (Speaking again | ended → Idle)</c>. Pure, and
/// driven by audio time only, so neither a network burst nor a slow machine ends a turn. Not thread-safe.
/// </summary>
/// <param name="options">Must be validated.</param>
internal sealed class TurnController(TurnOptions options)
{
    // Loud frames that resume speech (20 ms), and frames within which one must have been loud for an open detector gate
    // to count as an onset (60 ms). Both chosen by trial, not measured.
    private const int ResumingFrames = 2;
    private const int LevelMemoryFrames = 6;

    /// <summary>
    /// Open detector gate without a loud frame, beyond the required silence, after which the turn ends anyway: 3 s,
    /// chosen by trial.
    /// </summary>
    private const int DetectorTimeoutSamples = 3 * FrameAnalysis.SampleRateHz;

    private readonly VadHysteresis _gate = new(options.StartThreshold, options.StopThreshold);
    private readonly int _minimumSpeech = Samples(options.MinimumSpeech);
    private readonly int _candidateSilence = Samples(options.CandidateSilence);
    private long _speechSamples;
    private long _position;
    private long _lastLoud = long.MinValue / 2;
    private int _loudRun;
    private TimeSpan? _requiredSilence;

    public UserState State { get; private set; }

    /// <summary>Start of this turn's speech, or of the newest onset.</summary>
    public long OnsetSample { get; private set; }

    /// <summary>Position after the last voiced frame of this turn.</summary>
    public long LastVoicedSample { get; private set; }

    /// <summary>Whether the newest frame was loud; interim decodes start only then.</summary>
    public bool Loud => _loudRun > 0;

    /// <summary>Whether the detector's gate is open.</summary>
    public bool HearsSpeech => _gate.Open;

    /// <summary>Processes the next 10 ms frame.</summary>
    public TurnSignal Observe(in FrameAnalysis frame)
    {
        _position = frame.EndSample;
        _loudRun = frame.Loud ? _loudRun + 1 : 0;
        if (frame.Loud)
        {
            _lastLoud = frame.EndSample;
        }

        if (frame.SpeechProbability is { } probability)
        {
            _gate.Observe(probability);
        }

        return State switch
        {
            UserState.Idle => WhenIdle(frame),
            UserState.Speaking => WhenSpeaking(frame),
            _ => WhenPausing(frame),
        };
    }

    /// <summary>Sets the silence that ends the turn, for this pause. Until it is set, no silence does.</summary>
    public TurnSignal RequireSilence(TimeSpan silence)
    {
        if (State != UserState.Pausing)
        {
            return TurnSignal.None;
        }

        _requiredSilence = silence;
        return Decide();
    }

    /// <summary>Discards the turn, after a client's clear or manual commit.</summary>
    public void Reset()
    {
        State = UserState.Idle;
        _requiredSilence = null;
        _speechSamples = 0;
        _gate.Reset();
    }

    private TurnSignal WhenIdle(in FrameAnalysis frame)
    {
        if (frame.SpeechProbability is null)
        {
            return TurnSignal.None;
        }

        var heardLately = frame.EndSample - _lastLoud <= LevelMemoryFrames * FrameAnalysis.Samples;
        if (!_gate.Open || !heardLately)
        {
            var falseStart = _speechSamples > 0;
            _speechSamples = 0;
            return falseStart ? TurnSignal.FalseStart : TurnSignal.None;
        }

        var onset = _speechSamples == 0;
        OnsetSample = onset ? frame.EndSample - DetectorWindow : OnsetSample;
        _speechSamples += DetectorWindow;
        if (_speechSamples < _minimumSpeech)
        {
            return onset ? TurnSignal.Onset : TurnSignal.None;
        }

        State = UserState.Speaking;
        LastVoicedSample = _lastLoud;
        _requiredSilence = null;
        return TurnSignal.SpeechStarted;
    }

    private TurnSignal WhenSpeaking(in FrameAnalysis frame)
    {
        if (frame.Loud && _gate.Open)
        {
            LastVoicedSample = frame.EndSample;
        }

        if (_gate.Open && frame.EndSample - LastVoicedSample < _candidateSilence)
        {
            return TurnSignal.None;
        }

        State = UserState.Pausing;
        _requiredSilence = null;
        return TurnSignal.Paused;
    }

    private TurnSignal WhenPausing(in FrameAnalysis frame)
    {
        if (_gate.Open && _loudRun >= ResumingFrames)
        {
            State = UserState.Speaking;
            LastVoicedSample = frame.EndSample;
            _requiredSilence = null;
            return TurnSignal.Resumed;
        }

        return Decide();
    }

    private TurnSignal Decide()
    {
        if (_requiredSilence is not { } required)
        {
            return TurnSignal.None;
        }

        var missing = Samples(required) - (_position - LastVoicedSample);
        if (missing > (_gate.Open ? -DetectorTimeoutSamples : 0))
        {
            return TurnSignal.None;
        }

        State = UserState.Idle;
        _speechSamples = 0;
        _requiredSilence = null;
        _gate.Reset();
        return TurnSignal.Ended;
    }

    /// <summary>Samples of a detector window: 32 ms.</summary>
    private const int DetectorWindow = 512;

    private static int Samples(TimeSpan duration) => (int)(duration.Ticks * FrameAnalysis.SampleRateHz / TimeSpan.TicksPerSecond);
}
