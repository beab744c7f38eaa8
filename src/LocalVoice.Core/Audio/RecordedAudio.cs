using LocalVoice.Audio;

namespace LocalVoice.Core.Audio;

/// <summary>Decodes a whole recording.</summary>
internal static class RecordedAudio
{
    /// <param name="encoded">Half a sample at its end is dropped.</param>
    /// <returns>Mono at <paramref name="rateHz"/>, −1…1.</returns>
    public static float[] Decode(AudioFormat format, ReadOnlySpan<byte> encoded, int rateHz)
    {
        var samples = new float[encoded.Length / format.BytesPerSample];
        AudioDecoding.Decode(format, encoded[..(samples.Length * format.BytesPerSample)], samples);
        if (format.SampleRateHz == rateHz)
        {
            return samples;
        }

        var resampler = new StreamingResampler(format.SampleRateHz, rateHz);
        var resampled = new float[resampler.MaxOutput(samples.Length)];
        return resampled[..resampler.Process(samples, resampled)];
    }
}
