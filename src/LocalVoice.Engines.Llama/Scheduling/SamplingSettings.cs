namespace LocalVoice.Engines.Llama.Scheduling;

/// <summary>Sampling parameters.</summary>
/// <param name="Temperature">0 selects the likeliest token.</param>
/// <param name="TopK">0 is no limit.</param>
internal sealed record SamplingSettings(float Temperature, float TopP, int TopK, uint Seed)
{
    public static SamplingSettings Greedy { get; } = new(0, 1, 0, 0);

    public bool IsGreedy => Temperature <= 0;
}
