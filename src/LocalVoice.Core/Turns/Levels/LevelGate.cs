using LocalVoice.Audio;
using LocalVoice.Core.Input;

namespace LocalVoice.Core.Turns.Levels;

/// <summary>
/// Takes what is much quieter than the user for silence: other voices and babble neither begin a turn nor hold one open. Judges
/// the mean power of the last 80 ms, since single frames of babble are as loud as speech. Before the user's level is known
/// everything passes. Used by the session's loop only.
/// </summary>
/// <param name="belowUserDb">How far below the user a voice begins no turn; positive.</param>
internal sealed class LevelGate(UserLevel user, double belowUserDb)
{
    private const int SmoothedFrames = 8;

    /// <summary>
    /// Within a turn the user may be so much quieter, as at the end of a sentence, but no quieter than what was heard before the
    /// turn, and 3 dB.
    /// </summary>
    private const double FurtherBelowDb = 5;

    private const double AboveBackgroundDb = 3;

    /// <summary>The background is never held for louder than this, below the user: their own words would be lost.</summary>
    private const double BackgroundBelowUserDb = 12;

    private const double BackgroundFallPerFrameDb = 0.02;

    // Chosen by trial: the starter voices rise within 100 ms, and a quiet room is 30 dB below its user.
    private const int RisingFrames = 15;
    private const double QuietRoomDb = 28;

    /// <summary>Frames of a detector window, rounded up.</summary>
    private const int WindowFrames = 4;

    private readonly WithheldWindow _window = new();
    private readonly Queue<double> _rising = new(RisingFrames + 1);
    private readonly double[] _powers = new double[SmoothedFrames];
    private int _next;
    private int _sincePassed = WindowFrames;
    private double _backgroundDbfs = SoundLevel.SilenceDbfs;

    /// <summary>Mean power of the last 80 ms, dBFS.</summary>
    public double SmoothedDbfs { get; private set; } = SoundLevel.SilenceDbfs;

    /// <summary>Peaks of what was heard outside of turns, dBFS.</summary>
    public double BackgroundDbfs
    {
        get => _backgroundDbfs;
        set => _backgroundDbfs = Math.Max(_backgroundDbfs, value);
    }

    /// <param name="inTurn">Whether the user's turn is in progress.</param>
    /// <returns>The frame, or silence in its place.</returns>
    public FrameAnalysis Judge(in FrameAnalysis frame, bool inTurn)
    {
        _powers[_next] = Math.Pow(10, frame.LevelDbfs / 10);
        _next = (_next + 1) % SmoothedFrames;
        SmoothedDbfs = SoundLevel.FromMeanSquare(_powers.Average());
        var passes = user.Dbfs is not { } level || SmoothedDbfs >= (inTurn ? WithinTurn(level) : level - belowUserDb);
        _sincePassed = passes ? 0 : Math.Min(_sincePassed + 1, WindowFrames);
        if (!inTurn)
        {
            NoteBackground(passes);
        }

        return passes ? _window.Pass(frame)
            : _sincePassed < WindowFrames ? _window.Pass(frame with { Loud = false })
            : _window.Withhold(frame);
    }

    /// <summary>In a quiet room the user may be as quiet as they like: a pause that is heard longer than it is cuts words.</summary>
    private double WithinTurn(double level) =>
        _backgroundDbfs < level - QuietRoomDb
            ? SoundLevel.SilenceDbfs
            : Math.Max(level - belowUserDb - FurtherBelowDb, Math.Min(_backgroundDbfs + AboveBackgroundDb, level - BackgroundBelowUserDb));

    /// <summary>The last frames before a voice passes are its own rise.</summary>
    private void NoteBackground(bool passes)
    {
        if (passes)
        {
            _rising.Clear();
            return;
        }

        _rising.Enqueue(SmoothedDbfs);
        if (_rising.Count > RisingFrames)
        {
            _backgroundDbfs = Math.Max(_rising.Dequeue(), _backgroundDbfs - BackgroundFallPerFrameDb);
        }
    }
}
