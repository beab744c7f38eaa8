namespace LocalVoice.Core.Input;

/// <summary>
/// Tells loud 10 ms frames from quiet ones against a floor that follows the background noise: it falls at once, rises
/// slowly, and stands still while someone speaks. Finds the last voiced sample 80–160 ms before the detector gives up.
/// </summary>
public sealed class NoiseFloorEstimator
{
    private const double AboveNoiseDb = 12;
    private const double BelowSpeechDb = 30;
    private const double HighestThresholdDbfs = -45;
    private const double LowestThresholdDbfs = -65;
    private const double RisePerFrameDb = 0.05;
    private const double PeakFallPerFrameDb = 0.02;
    private const double LowestFloorDbfs = -80;
    private const double HighestFloorDbfs = -30;

    private double _noiseDbfs = -70;
    private double _speechPeakDbfs = -15;

    /// <summary>The level at or above which a frame is loud, in dB full scale.</summary>
    public double ThresholdDbfs =>
        Math.Max(_noiseDbfs + AboveNoiseDb, Math.Clamp(_speechPeakDbfs - BelowSpeechDb, LowestThresholdDbfs, HighestThresholdDbfs));

    /// <param name="levelDbfs">RMS of the frame.</param>
    /// <param name="speaking">Whether the detector hears speech: the noise estimate then stands still.</param>
    public bool IsLoud(double levelDbfs, bool speaking)
    {
        var loud = levelDbfs >= ThresholdDbfs;
        if (speaking)
        {
            _speechPeakDbfs = Math.Max(levelDbfs, _speechPeakDbfs - PeakFallPerFrameDb);
        }
        else
        {
            var target =
                levelDbfs < _noiseDbfs ? _noiseDbfs + ((levelDbfs - _noiseDbfs) * 0.2) : Math.Min(levelDbfs, _noiseDbfs + RisePerFrameDb);
            _noiseDbfs = Math.Clamp(target, LowestFloorDbfs, HighestFloorDbfs);
        }

        return loud;
    }
}
