namespace LocalVoice.Audio;

/// <summary>Encoding of a sample on the wire.</summary>
public enum AudioEncoding
{
    /// <summary>Signed 16-bit little-endian.</summary>
    Pcm16,

    /// <summary>G.711 μ-law, one byte per sample.</summary>
    MuLaw,

    /// <summary>G.711 A-law, one byte per sample.</summary>
    ALaw,
}

/// <summary>Mono audio of one encoding and rate.</summary>
/// <param name="Encoding">The sample encoding.</param>
/// <param name="SampleRateHz">Samples per second.</param>
public readonly record struct AudioFormat(AudioEncoding Encoding, int SampleRateHz)
{
    /// <summary>The input format of every recogniser and detector: 16 kHz.</summary>
    public static AudioFormat Recognition { get; } = new(AudioEncoding.Pcm16, 16_000);

    public int BytesPerSample => Encoding == AudioEncoding.Pcm16 ? 2 : 1;

    public TimeSpan DurationOf(long samples) => TimeSpan.FromTicks(samples * TimeSpan.TicksPerSecond / SampleRateHz);

    public long SamplesIn(TimeSpan duration) => duration.Ticks * SampleRateHz / TimeSpan.TicksPerSecond;
}
