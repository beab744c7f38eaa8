using LocalVoice.Core.Input;

namespace LocalVoice.Core.Turns.Levels;

/// <summary>
/// The level of the user's own voice: the median of their last turns that had words, so that neither a shout nor somebody
/// else's sentence moves it. After a while without a turn it falls: who has gone farther away is heard again. Used by the session's
/// loop only.
/// </summary>
internal sealed class UserLevel
{
    // Five turns, half a minute and 3 dB a minute were chosen by trial, not measured.
    private const int Turns = 5;
    private const int KeptFrames = 30 * FramesPerSecond;
    private const double FallPerFrameDb = 3.0 / (60 * FramesPerSecond);
    private const int FramesPerSecond = FrameAnalysis.SampleRateHz / FrameAnalysis.Samples;

    private readonly List<double> _turns = [];
    private double? _supposed;
    private double? _median;
    private int _framesSince;

    /// <summary>The 90th percentile of the user's voiced frames, dBFS; null while it is not known.</summary>
    public double? Dbfs => (_supposed ?? _median) - (Math.Max(0, _framesSince - KeptFrames) * FallPerFrameDb);

    /// <summary>Somebody is much louder than what was heard before: the user, unless the turn is found to be without words.</summary>
    public void Suppose(double dbfs) => (_supposed, _framesSince) = (dbfs, 0);

    /// <summary>A turn of this level was over.</summary>
    /// <param name="hadWords">Whether it was the user's: it had words.</param>
    public void Learn(double dbfs, bool hadWords)
    {
        _supposed = null;
        if (!hadWords)
        {
            return;
        }

        _turns.Add(dbfs);
        if (_turns.Count > Turns)
        {
            _turns.RemoveAt(0);
        }

        // Of two the louder: the quieter one may have been somebody else's.
        _median = _turns.Order().ElementAt(_turns.Count / 2);
        _framesSince = 0;
    }

    /// <summary>Another 10 ms have passed.</summary>
    public void Pass() => _framesSince++;
}
