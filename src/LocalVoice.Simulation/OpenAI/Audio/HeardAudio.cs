namespace LocalVoice.Simulation.OpenAI.Audio;

/// <summary>Audio that a simulated service received: mono, or the first of several channels.</summary>
public sealed record HeardAudio(ReadOnlyMemory<short> Samples, int SampleRateHz)
{
    /// <summary>As the client says; null where it does not.</summary>
    public string? Language { get; init; }

    public string? Prompt { get; init; }

    public TimeSpan Duration => TimeSpan.FromSeconds((double)Samples.Length / SampleRateHz);
}
