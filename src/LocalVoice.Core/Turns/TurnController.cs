using LocalVoice.Core.Input;

namespace LocalVoice.Core.Turns;

/// <summary>
/// State machine of the user's turn: <c>Idle → Speaking → Pausing → (Speaking again | ended → Idle)</c>. Pure, and
/// driven by audio time only, so neither a network burst nor a slow machine ends a turn. Not thread-safe.
/// </summary>
internal sealed class TurnController
{
    // Loud frames that resume speech (20 ms), and frames within which one must have been loud for an open detector gate
    // to count as an onset (60 ms). Both chosen by trial, not measured.
    private const int ResumingFrames = 2;
    private const int LevelMemoryFrames = 6;

    /// <summary>
    /// How long the end of a turn waits for the detector while the level says that speech begins anew: three windows, 96 ms.
    /// </summary>
    private const int ResumptionSamples = 3 * DetectorWindow;

    /// <summary>
    /// Open detector gate without a loud frame, beyond the required silence, after which the turn ends anyway: 3 s,
    /// chosen by trial.
    /// </summary>
    private const int DetectorTimeoutSamples = 3 * FrameAnalysis.SampleRateHz;

    /// <inheritdoc cref="DetectorTimeoutSamples"/>
    public static TimeSpan DetectorTimeout => AudioInput.TimeOf(DetectorTimeoutSamples);

    private readonly VadHysteresis _gate = new();
    private TurnOptions _options;
    private long _speechSamples;
    private long _position;
    private long _lastLoud = long.MinValue / 2;
    private int _loudRun;
    private bool _dipped;
    private TimeSpan? _requiredSilence;
    private TimeSpan? _splittingSilence;

    /// <param name="options">Must be validated.</param>
    public TurnController(TurnOptions options) => _options = options;

    public UserState State { get; private set; }

    /// <summary>Start of this turn's speech, or of the newest onset.</summary>
    public long OnsetSample { get; private set; }

    /// <summary>Position after the last voiced frame of this turn.</summary>
    public long LastVoicedSample { get; private set; }

    /// <summary>Position after the newest frame.</summary>
    public long Position => _position;

    /// <summary>Whether the last turn ended because it was too long: the user may well go on.</summary>
    public bool WasCut { get; private set; }

    /// <summary>Whether the newest frame was loud; interim decodes start only then.</summary>
    public bool Loud => _loudRun > 0;

    /// <summary>Whether the detector's gate is open.</summary>
    public bool HearsSpeech => _gate.Open;

    /// <summary>Applies other options to what follows; a turn in progress goes on.</summary>
    public void Use(TurnOptions options) => _options = options;

    /// <summary>Processes the next 10 ms frame.</summary>
    /// <param name="busy">Whether the compute threads are busy with others.</param>
    public TurnSignal Observe(in FrameAnalysis frame, bool busy = false)
    {
        _position = frame.EndSample;
        _loudRun = frame.Loud ? _loudRun + 1 : 0;
        if (frame.Loud)
        {
            _lastLoud = frame.EndSample;
        }

        if (frame.SpeechProbability is { } probability)
        {
            _gate.Observe(probability, _options.StartThreshold, _options.StopThreshold);
        }

        return State switch
        {
            UserState.Idle => WhenIdle(frame),
            UserState.Speaking => WhenSpeaking(frame, busy),
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

        (_requiredSilence, _splittingSilence) = (silence, null);
        return Decide();
    }

    /// <summary>
    /// A transcript is to tell the silence that ends the turn. However late it is, it neither joins two turns nor keeps one
    /// open.
    /// </summary>
    /// <param name="split">Speech after a silence of at least this length is another turn.</param>
    /// <param name="longest">The silence that ends the turn without the transcript.</param>
    public void AwaitTranscript(TimeSpan split, TimeSpan longest) => (_requiredSilence, _splittingSilence) = (longest, split);

    /// <summary>Discards the turn, after a client's clear or manual commit.</summary>
    public void Reset()
    {
        State = UserState.Idle;
        _requiredSilence = null;
        _speechSamples = 0;
        _gate.Reset();
    }

    /// <summary>The turn in progress begins here: what was heard before was not the user.</summary>
    public void BeginAnew(long onset) => OnsetSample = onset;

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
        if (_speechSamples < Samples(_options.MinimumSpeech))
        {
            return onset ? TurnSignal.Onset : TurnSignal.None;
        }

        (State, _dipped, WasCut) = (UserState.Speaking, false, false);
        LastVoicedSample = _lastLoud;
        _requiredSilence = null;
        return TurnSignal.SpeechStarted;
    }

    private TurnSignal WhenSpeaking(in FrameAnalysis frame, bool busy)
    {
        if (frame.Loud && _gate.Open)
        {
            LastVoicedSample = frame.EndSample;
        }

        if (IsTooLong())
        {
            return Cut(frame);
        }

        var silence = frame.EndSample - LastVoicedSample;
        if ((busy && silence < Samples(_options.BusyCandidateSilence)) || (_gate.Open && silence < Samples(_options.CandidateSilence)))
        {
            var dips = silence >= Samples(_options.DipSilence);
            var changed = dips != _dipped;
            _dipped = dips;
            return !changed ? TurnSignal.None
                : dips ? TurnSignal.Dipped
                : TurnSignal.Recovered;
        }

        State = UserState.Pausing;
        (_requiredSilence, _splittingSilence) = (null, null);
        return TurnSignal.Paused;
    }

    private TurnSignal WhenPausing(in FrameAnalysis frame)
    {
        if (_gate.Open && _loudRun >= ResumingFrames)
        {
            if (SplitsAt(frame.EndSample - (ResumingFrames * FrameAnalysis.Samples)))
            {
                return EndInSpeech(frame);
            }

            (State, _dipped) = (UserState.Speaking, false);
            LastVoicedSample = frame.EndSample;
            _requiredSilence = null;
            return TurnSignal.Resumed;
        }

        return IsTooLong() ? Cut(frame) : Decide();
    }

    private bool IsTooLong() => TurnCap.Ends(_position - OnsetSample, _position - LastVoicedSample, Samples(_options.LongestTurn));

    private TurnSignal Cut(in FrameAnalysis frame)
    {
        WasCut = true;
        return frame.Loud && _gate.Open ? EndInSpeech(frame) : End();
    }

    /// <summary>The speech that is heard is the next turn's.</summary>
    private TurnSignal EndInSpeech(in FrameAnalysis frame)
    {
        (State, OnsetSample, _speechSamples) = (UserState.Idle, frame.EndSample - DetectorWindow, DetectorWindow);
        _requiredSilence = null;
        return TurnSignal.Ended;
    }

    /// <summary>The level has just gone up; the detector will tell what it was.</summary>
    private bool SeemsToResume => _loudRun is >= ResumingFrames and <= ResumptionSamples / FrameAnalysis.Samples;

    private bool SplitsAt(long resumed) => _splittingSilence is { } silence && resumed - LastVoicedSample >= Samples(silence);

    private TurnSignal Decide()
    {
        if (_requiredSilence is not { } required)
        {
            return TurnSignal.None;
        }

        var missing = Samples(required) - (_position - LastVoicedSample);
        var patience = _gate.Open ? DetectorTimeoutSamples : (SeemsToResume ? ResumptionSamples : 0);
        return missing > -patience ? TurnSignal.None : End();
    }

    private TurnSignal End()
    {
        Reset();
        return TurnSignal.Ended;
    }

    /// <summary>Samples of a detector window: 32 ms.</summary>
    private const int DetectorWindow = 512;

    private static int Samples(TimeSpan duration) => (int)(duration.Ticks * FrameAnalysis.SampleRateHz / TimeSpan.TicksPerSecond);
}
