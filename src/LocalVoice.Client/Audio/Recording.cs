using LocalVoice.Audio;

namespace LocalVoice.Client.Audio;

/// <summary>A complete mono recording.</summary>
/// <param name="Samples">16-bit samples.</param>
/// <param name="SampleRateHz">Sample rate, in Hz.</param>
public sealed record Recording(ReadOnlyMemory<short> Samples, int SampleRateHz)
{
    /// <summary>How much more its file promised; zero for a whole one.</summary>
    public TimeSpan Missing { get; init; }

    public TimeSpan Duration => new AudioFormat(AudioEncoding.Pcm16, SampleRateHz).DurationOf(Samples.Length);

    /// <summary>The samples as floats, −1…1.</summary>
    public float[] ToFloats()
    {
        var floats = new float[Samples.Length];
        Pcm16.ToFloat(Samples.Span, floats);
        return floats;
    }

    public static Recording FromFloats(ReadOnlySpan<float> samples, int sampleRateHz)
    {
        var shorts = new short[samples.Length];
        Pcm16.FromFloat(samples, shorts);
        return new Recording(shorts, sampleRateHz);
    }
}
