using LocalVoice.Audio;

namespace LocalVoice.Engines.Whisper.Audio;

/// <summary>Sound levels of 16 kHz audio.</summary>
internal static class Loudness
{
    private const int WindowSamples = 320;

    /// <summary>Whether any 20 ms window is louder than <paramref name="dbfs"/>.</summary>
    public static bool Exceeds(ReadOnlySpan<float> samples, double dbfs)
    {
        var threshold = Math.Pow(10, dbfs / 10);
        for (var at = 0; at < samples.Length; at += WindowSamples)
        {
            if (SoundLevel.MeanSquare(samples[at..Math.Min(at + WindowSamples, samples.Length)]) > threshold)
            {
                return true;
            }
        }

        return false;
    }
}
