using LocalVoice.Audio;
using LocalVoice.Speech;

namespace LocalVoice.Simulation.Instant;

/// <summary>Takes a window for speech by its level alone.</summary>
internal sealed class InstantVoiceActivityDetector(double thresholdDbfs) : IVoiceActivityDetector
{
    public int WindowSamples => 512;

    public int SampleRateHz => AudioFormat.Recognition.SampleRateHz;

    public float Probability(ReadOnlySpan<float> window)
    {
        if (window.Length != WindowSamples)
        {
            throw new ArgumentException($"The window has {window.Length} samples; it must be {WindowSamples}.", nameof(window));
        }

        return SoundLevel.RmsDbfs(window) > thresholdDbfs ? 1 : 0;
    }

    public void Reset() { }

    public void Dispose() { }
}
