namespace LocalVoice.Audio;

/// <summary>How samples are written on a wire.</summary>
public enum AudioEncoding
{
    /// <summary>Signed 16-bit little-endian.</summary>
    Pcm16,

    /// <summary>G.711 μ-law, one byte a sample.</summary>
    MuLaw,

    /// <summary>G.711 A-law, one byte a sample.</summary>
    ALaw,
}

/// <summary>Mono audio of one encoding and rate.</summary>
/// <param name="Encoding">How a sample is written.</param>
/// <param name="SampleRateHz">Samples per second.</param>
public readonly record struct AudioFormat(AudioEncoding Encoding, int SampleRateHz)
{
    /// <summary>What every recogniser and detector hears: 16 kHz.</summary>
    public static AudioFormat Recognition { get; } = new(AudioEncoding.Pcm16, 16_000);

    public int BytesPerSample => Encoding == AudioEncoding.Pcm16 ? 2 : 1;

    public TimeSpan DurationOf(long samples) => TimeSpan.FromTicks(samples * TimeSpan.TicksPerSecond / SampleRateHz);

    public long SamplesIn(TimeSpan duration) => duration.Ticks * SampleRateHz / TimeSpan.TicksPerSecond;
}
