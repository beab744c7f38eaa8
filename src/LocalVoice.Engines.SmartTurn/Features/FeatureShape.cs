namespace LocalVoice.Engines.SmartTurn.Features;

/// <summary>Whisper's features of 8 s: 80 mel bands, a frame of 25 ms every 10 ms.</summary>
internal static class FeatureShape
{
    public const int SampleRateHz = 16_000;
    public const int FrameSamples = 400;
    public const int HopSamples = 160;
    public const int Bands = 80;
    public const int Frames = 800;
    public const int Samples = Frames * HopSamples;

    /// <summary>Of a real frame of <see cref="FrameSamples"/>, from 0 Hz to half the sample rate.</summary>
    public const int Bins = (FrameSamples / 2) + 1;
}
