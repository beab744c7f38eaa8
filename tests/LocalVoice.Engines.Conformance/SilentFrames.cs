namespace LocalVoice.Engines.Conformance;

/// <summary>Counts silence as every latency figure does: 10 ms frames with an RMS of at most −45 dBFS.</summary>
internal static class SilentFrames
{
    private static readonly double Threshold = Math.Pow(10, -45 / 20.0);

    /// <summary>Silent 10 ms frames before the first voiced one.</summary>
    public static int Leading(ReadOnlySpan<float> samples, int sampleRateHz)
    {
        var size = sampleRateHz / 100;
        var frames = 0;
        while ((frames + 1) * size <= samples.Length && Rms(samples.Slice(frames * size, size)) <= Threshold)
        {
            frames++;
        }

        return frames;
    }

    private static double Rms(ReadOnlySpan<float> frame)
    {
        var sum = 0.0;
        foreach (var sample in frame)
        {
            sum += sample * sample;
        }

        return Math.Sqrt(sum / frame.Length);
    }
}
