using LocalVoice.Audio;

namespace LocalVoice.Core.Input;

/// <summary>10 ms of the user's audio as input of the turn controller.</summary>
/// <param name="EndSample">Position after the frame's last sample, in stream samples at 16 kHz.</param>
/// <param name="Loud">Whether the level is at or above the noise floor estimator's threshold.</param>
/// <param name="SpeechProbability">Probability of the detector window that ended within this frame; null when none did.</param>
/// <param name="LevelDbfs">RMS level without DC offset.</param>
public readonly record struct FrameAnalysis(long EndSample, bool Loud, float? SpeechProbability, double LevelDbfs = SoundLevel.SilenceDbfs)
{
    public const int SampleRateHz = 16_000;

    /// <summary>Samples per frame.</summary>
    public const int Samples = 160;

    /// <summary>The frame as one in which the user is silent.</summary>
    public FrameAnalysis AsSilence() => new(EndSample, Loud: false, SpeechProbability is null ? null : 0);
}
