namespace Whisper.net;

/// <summary>One token of a segment.</summary>
public class WhisperToken
{
    /// <summary>The vocabulary's number.</summary>
    public int Id;

    /// <summary>0…1.</summary>
    public float Probability;

    /// <summary>Natural logarithm, ≤ 0.</summary>
    public float ProbabilityLog;

    /// <summary>With its leading space; special tokens read <c>[_BEG_]</c>, <c>[_TT_100]</c> and so on.</summary>
    public string? Text;
}
