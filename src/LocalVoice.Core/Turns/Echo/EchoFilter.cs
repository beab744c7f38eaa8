using LocalVoice.Audio;
using LocalVoice.Core.Input;

namespace LocalVoice.Core.Turns.Echo;

/// <summary>
/// Decides frame by frame what is echo: what is no louder than what may be heard of the agent, until half a second of speech has
/// nothing to do with what is played. Pure.
/// </summary>
internal sealed class EchoFilter(EchoOptions options)
{
    // Before anything is known of the echo: so much below the peak of what is played, and below the user, whose own level an echo does not
    // reach at −12 dB. Chosen by trial, not measured.
    private const double SupposedGainDb = -14;
    private const double SupposedBelowUserDb = 11;

    /// <summary>How much less is supposed where nothing was heard of the agent when it began to talk.</summary>
    private const double LessWhereUnheardDb = 10;

    private const double Speech = 0.5;
    private const int SmoothedFrames = 4;
    private const int UnrelatedSpeechFrames = 50;

    /// <summary>Silence that ends a stretch of speech: 300 ms.</summary>
    private const int GapFrames = 30;

    /// <summary>How much of the speech is given back that was held until it was unrelated: 600 ms.</summary>
    private const int GivenBackFrames = 60;

    private readonly WithheldWindow _window = new();
    private readonly double[] _powers = new double[SmoothedFrames];
    private int _next;
    private int _held;
    private int _above;
    private int _sinceSpeech = GapFrames;
    private int _sinceAbove = GapFrames;
    private bool _unrelated;
    private int _voiced;
    private int _matching;
    private int _following;

    /// <summary>Whether the detector hears speech, echo or not.</summary>
    public bool HearsSpeech { get; private set; }

    /// <summary>Input position at which the user's speech began that is held back or has been let go; null for none.</summary>
    public long? HeldSince { get; private set; }

    /// <summary>Whether most of the turn's voiced frames were not far above what the echo may reach.</summary>
    public bool LevelsMatch => _matching * 2 >= _voiced;

    /// <summary>
    /// Whether in most of the turn's voiced frames the levels rose and fell with what is played: the agent's voice, however loud, and
    /// whatever was understood of it.
    /// </summary>
    public bool FollowsPlayback => _voiced > 0 && _following * 3 >= _voiced * 2;

    /// <param name="guarded">Whether a turn needs more speech than usual.</param>
    /// <returns>The frame, or silence in its place.</returns>
    public FrameAnalysis Hear(in FrameAnalysis frame, EchoPath path, bool inTurn, double? userDbfs, bool guarded)
    {
        _powers[_next] = Math.Pow(10, frame.LevelDbfs / 10);
        _next = (_next + 1) % SmoothedFrames;
        HearsSpeech = frame.SpeechProbability is { } probability ? probability >= Speech : HearsSpeech;
        _sinceSpeech = HearsSpeech ? 0 : _sinceSpeech + 1;
        if (_sinceSpeech >= GapFrames || _sinceAbove >= GapFrames)
        {
            (_above, HeldSince) = (0, null);
        }

        _held = _sinceSpeech >= GapFrames ? 0 : _held + (HearsSpeech ? 1 : 0);
        _unrelated &= _held > 0 && !path.Matches;

        if (!path.IsAudible)
        {
            Count(inTurn, matches: false, follows: false);
            return _window.Pass(frame);
        }

        var above = SoundLevel.FromMeanSquare(_powers.Average()) - EchoDbfs(path, userDbfs);
        var isUser = above > options.AboveEchoDb || (inTurn && path.GainDb is null);
        Count(inTurn, path.Matches || above < options.AboveEchoDb * (path.GainDb is null ? 1 : 2), path.Matches);
        Hold(frame, isUser, path.IsUnrelated);
        var passes = _sinceAbove == 0 && (inTurn || !guarded || _above >= options.GuardedSpeech.TotalMilliseconds / 10);
        return passes ? _window.Pass(frame)
            : _sinceAbove < SmoothedFrames && !guarded ? _window.Pass(frame with { Loud = false })
            : _window.Withhold(frame);
    }

    /// <summary>What the echo may reach now, dBFS.</summary>
    private static double EchoDbfs(EchoPath path, double? userDbfs) =>
        path.GainDb is { } gain
            ? path.MostPlayedDbfs + gain
            : Math.Min(path.PeakDbfs + SupposedGainDb, (userDbfs ?? 0) - SupposedBelowUserDb)
                - (path.BeganUnheard ? LessWhereUnheardDb : 0);

    private void Hold(in FrameAnalysis frame, bool isUser, bool unrelated)
    {
        if (unrelated && !_unrelated && _held >= UnrelatedSpeechFrames)
        {
            _unrelated = true;
            HeldSince = frame.EndSample - (Math.Min(_held, GivenBackFrames) * FrameAnalysis.Samples);
        }

        if (!isUser && !_unrelated)
        {
            _sinceAbove++;
            return;
        }

        _sinceAbove = 0;
        if (HearsSpeech)
        {
            HeldSince ??= frame.EndSample - FrameAnalysis.Samples;
            _above++;
        }
    }

    private void Count(bool inTurn, bool matches, bool follows)
    {
        if (!inTurn)
        {
            (_voiced, _matching, _following) = (0, 0, 0);
        }
        else if (HearsSpeech)
        {
            _voiced++;
            _matching += matches ? 1 : 0;
            _following += follows ? 1 : 0;
        }
    }
}
