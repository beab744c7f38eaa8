using LocalVoice.Core.Compute;
using LocalVoice.Core.Input;
using LocalVoice.Core.Sessions;
using LocalVoice.Core.Turns.Echo;
using LocalVoice.Core.Turns.Levels;

namespace LocalVoice.Core.Turns;

/// <summary>Tracks the user's turn over the input's frames, by the session's turn detection. Called by the session's loop only.</summary>
internal sealed class TurnTracker
{
    /// <summary>Audio kept beyond the pre-roll: what was held back as a possible echo is the user's after all.</summary>
    private static readonly TimeSpan Held = TimeSpan.FromMilliseconds(900);

    /// <summary>What the gate lets pass of a quieter voice are its loudest frames. Chosen by trial.</summary>
    private const double AboveOthersDb = 7;

    private readonly AudioInput _input;
    private readonly TurnOptions _options;
    private readonly TurnLevels _levels = new();
    private readonly LevelGate _gate;
    private readonly EchoWatch? _echo;
    private readonly LoadGauge? _load;
    private TurnDetection _detection;

    /// <param name="echo">Null: the agent is never heard.</param>
    /// <param name="load">Null: the compute threads are never busy with others.</param>
    public TurnTracker(AudioInput input, TurnDetection detection, TurnOptions options, EchoWatch? echo = null, LoadGauge? load = null)
    {
        (_input, _detection, _options, _echo, _load) = (input, detection, options, echo, load);
        _gate = new(User, options.BelowUserDb);
        Turn = new(OptionsFor(detection));
    }

    public TurnController Turn { get; }

    public CertainSpeech Certain { get; } = new();

    /// <summary>The level of the user's own voice.</summary>
    public UserLevel User { get; } = new();

    /// <summary>Level of the turn in progress, or of the last one, dBFS; null while none has been heard.</summary>
    public double? LevelDbfs => _levels.Dbfs;

    /// <summary>Whether the turn in progress, or the last one, is too quiet for the user, whose level is known: somebody else's.</summary>
    public bool IsSomebodyElses => User.Dbfs is { } user && LevelDbfs < user - _options.BelowUserDb + AboveOthersDb;

    /// <summary>Start of the utterance that begins now, pre-roll included.</summary>
    public long UtteranceStart =>
        Math.Max(
            0,
            Math.Min(Turn.OnsetSample, _echo?.HeldSince ?? long.MaxValue)
                - (long)(_detection.PrefixPadding.TotalSeconds * FrameAnalysis.SampleRateHz)
        );

    /// <summary>
    /// Audio that the input must keep for the pre-roll. The 100 ms cover the detector's delay: its first window ≥ 0.5
    /// ends 44 ms (p50) to 90 ms (p95) after the onset (measured on 24 utterances).
    /// </summary>
    public static TimeSpan RecentAudio(TurnDetection detection, TurnOptions options) =>
        detection.PrefixPadding + options.MinimumSpeech + TimeSpan.FromMilliseconds(100) + Held;

    public TurnSignal Observe(in FrameAnalysis frame)
    {
        User.Pass();
        var inTurn = Turn.State is not UserState.Idle;
        var heard = _gate.Judge(_echo?.Hear(frame, inTurn, User.Dbfs) ?? frame, inTurn);
        var signal = Turn.Observe(heard, _load?.IsBusy == true);
        Certain.Observe(heard, signal);
        if (signal is TurnSignal.SpeechStarted)
        {
            _levels.Begin();
        }

        return Turn is { State: UserState.Speaking, Loud: true, HearsSpeech: true } && _levels.Add(heard.LevelDbfs, _gate.SmoothedDbfs)
            ? Overtake(frame.EndSample)
            : signal;
    }

    /// <summary>What speaks for the turn in progress being the agent's echo; null: nothing does.</summary>
    public EchoEvidence? JudgeEcho() => _echo?.Judge(_input.Since(Turn.OnsetSample));

    /// <summary>A turn is over, and its words are known.</summary>
    /// <param name="hadWords">Whether it had words of the user's own.</param>
    public void Learn(UserTurn turn, bool hadWords, bool wasEcho)
    {
        if (turn.LevelDbfs is { } level)
        {
            User.Learn(level, hadWords);
        }

        if (wasEcho)
        {
            _echo?.Repeated();
        }
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

    private TurnSignal Overtake(long position)
    {
        _gate.BackgroundDbfs = LevelDbfs!.Value;
        User.Suppose(_levels.StepDbfs);
        Turn.BeginAnew(position - _levels.StepSamples);
        _levels.Begin();
        return TurnSignal.Overtaken;
    }

    private TurnOptions OptionsFor(TurnDetection detection) =>
        _options with
        {
            StartThreshold = detection.Threshold,
            StopThreshold = Math.Min(_options.StopThreshold, detection.Threshold),
        };
}
