namespace LocalVoice.Core.Input;

/// <summary>10 ms of the user's audio, as the turn controller sees it.</summary>
/// <param name="EndSample">Position after its last sample, in samples of the stream at 16 kHz.</param>
/// <param name="Loud">Above the level floor.</param>
/// <param name="SpeechProbability">Of the detector's window that ended within this frame, if one did.</param>
public readonly record struct FrameAnalysis(long EndSample, bool Loud, float? SpeechProbability)
{
    public const int SampleRateHz = 16_000;

    /// <summary>Samples in a frame.</summary>
    public const int Samples = 160;
}
