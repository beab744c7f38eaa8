using LocalVoice.Core.Input;

namespace LocalVoice.Core.Turns.Levels;

/// <summary>
/// The levels of a turn's voiced frames: its own level, and the moment at which somebody speaks who is much louder than what the
/// turn consisted of, which was no turn of theirs. Used by the session's loop only.
/// </summary>
internal sealed class TurnLevels
{
    /// <summary>
    /// Above the 75th percentile of a second of the turn, for 100 ms: the voice of one speaker stays below (mean power of 80 ms;
    /// see the tests' recordings).
    /// </summary>
    private const double StepDb = 12;

    private const int StepFrames = 10;
    private const int LeastFrames = 100;

    private readonly LevelHistogram _levels = new();
    private readonly LevelHistogram _louder = new();

    /// <summary>Level of the turn: the 90th percentile of its voiced frames, dBFS; null where there are none.</summary>
    public double? Dbfs => _levels.Count > 0 ? _levels.Percentile(0.9) : null;

    /// <summary>How long the louder voice has been heard.</summary>
    public int StepSamples { get; private set; }

    /// <summary>Level of the louder voice, dBFS.</summary>
    public double StepDbfs => _louder.Percentile(0.9);

    public void Begin()
    {
        _levels.Clear();
        _louder.Clear();
        StepSamples = 0;
    }

    /// <summary>Another voiced frame.</summary>
    /// <param name="smoothedDbfs">Mean power of the last 80 ms.</param>
    /// <returns>Whether a louder voice has begun; what comes from now on is a turn of its own.</returns>
    public bool Add(double levelDbfs, double smoothedDbfs)
    {
        var steps = _levels.Count >= LeastFrames && smoothedDbfs >= _levels.Percentile(0.75) + StepDb;
        if (!steps)
        {
            _louder.Clear();
            _levels.Add(levelDbfs);
            return false;
        }

        _louder.Add(levelDbfs);
        StepSamples = _louder.Count * FrameAnalysis.Samples;
        return _louder.Count >= StepFrames;
    }
}
