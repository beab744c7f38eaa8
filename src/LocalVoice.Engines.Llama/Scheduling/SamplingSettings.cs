namespace LocalVoice.Engines.Llama.Scheduling;

/// <summary>Sampling parameters.</summary>
/// <param name="Temperature">0 selects the likeliest token.</param>
/// <param name="TopK">0 is no limit.</param>
internal sealed record SamplingSettings(float Temperature, float TopP, int TopK, uint Seed, RepeatPenalty Repeat)
{
    /// <summary>What the response must fit, in llama.cpp's notation; null for anything.</summary>
    public string? Grammar { get; init; }

    public static SamplingSettings Greedy { get; } = new(0, 1, 0, 0, RepeatPenalty.None);

    public bool IsGreedy => Temperature <= 0;
}

/// <summary>How much less likely a token becomes that is among the response's last ones; those of the prompt are not.</summary>
/// <param name="Factor">1 for no less.</param>
/// <param name="Tokens">0 for none.</param>
internal readonly record struct RepeatPenalty(float Factor, int Tokens)
{
    public static RepeatPenalty None => new(1, 0);

    public bool IsNone => Tokens == 0 || Factor <= 1;
}
