using LocalVoice.Bench.Turns.Script;

namespace LocalVoice.Bench.Turns.Labelled;

/// <summary>A clip to be made.</summary>
/// <param name="Id">Its number within the set, from 0.</param>
/// <param name="Voice">Index of the speaker.</param>
/// <param name="Speed">1 is normal.</param>
/// <param name="Pause">Length of the pause inside; zero without one.</param>
public sealed record TurnItem(int Id, ScriptLine Line, int Voice, double Speed, TimeSpan Pause, NoiseCondition Noise);

/// <summary>Noise under a clip.</summary>
/// <param name="SnrDb">Level of the voiced frames over the noise, dB.</param>
public sealed record NoiseCondition(NoiseKind Kind, double SnrDb)
{
    public static NoiseCondition Clean { get; } = new(NoiseKind.None, double.PositiveInfinity);

    public override string ToString() =>
        Kind is NoiseKind.None ? "clean" : FormattableString.Invariant($"{Kind.ToString().ToLowerInvariant()} {SnrDb:0} dB");
}

/// <summary>What is heard under the speaker.</summary>
public enum NoiseKind
{
    None,

    /// <summary>Equal energy in every octave.</summary>
    Pink,

    /// <summary>Several others who speak at once.</summary>
    Babble,
}
