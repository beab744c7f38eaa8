namespace LocalVoice.Core.Fallbacks;

/// <summary>When a backend elsewhere is given up in favour of another.</summary>
/// <param name="Within">From a request to the moment at which the other is asked, when no result has come.</param>
/// <param name="Pause">How long a backend that failed twice in a row is not asked.</param>
public sealed record FallbackOptions(TimeSpan Within, TimeSpan Pause)
{
    /// <summary>800 ms: a fallback that begins later would be heard as silence. 10 s: chosen by trial, not measured.</summary>
    public static FallbackOptions Default { get; } = new(TimeSpan.FromMilliseconds(800), TimeSpan.FromSeconds(10));
}
