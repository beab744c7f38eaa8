namespace LocalVoice.Core.Turns.Endpointing;

/// <summary>
/// Doubt about a speaker's pauses, as log odds that are taken off all evidence: it grows whenever the speaker is cut into, and
/// shrinks with every turn that goes well. Not thread-safe.
/// </summary>
internal sealed class SpeakerCaution
{
    // Chosen by trial, not measured.
    private const double More = 1;
    private const double Most = 3;
    private const double Forgetting = 0.8;

    /// <summary>0 until the speaker is cut into.</summary>
    public double LogOdds { get; private set; }

    public void CutIn() => LogOdds = Math.Min(Most, LogOdds + More);

    public void TurnEnded() => LogOdds *= Forgetting;
}
