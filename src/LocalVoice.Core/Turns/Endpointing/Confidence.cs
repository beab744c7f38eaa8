namespace LocalVoice.Core.Turns.Endpointing;

/// <summary>How sure it is that the speaker has finished, as log odds: 0 for as likely as not, 2 for 88 %, −2 for 12 %.</summary>
internal static class Confidence
{
    private const double Least = 1e-6;

    /// <param name="probability">0…1.</param>
    public static double LogOdds(double probability)
    {
        var p = Math.Clamp(probability, Least, 1 - Least);
        return Math.Log(p / (1 - p));
    }
}
