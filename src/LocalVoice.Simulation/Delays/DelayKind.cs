namespace LocalVoice.Simulation.Delays;

/// <summary>Where a delay comes from.</summary>
public enum DelayKind
{
    /// <summary>The provider, or someone who measured it, says so.</summary>
    Published,

    /// <summary>Nobody says; the source tells from what it was inferred.</summary>
    Assumed,

    /// <summary>Set by hand for this run.</summary>
    Set,
}
