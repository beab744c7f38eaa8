namespace LocalVoice.Core.Text.Normalization.Fractions;

/// <summary>Writes fractions in the words of one language. Immutable.</summary>
internal interface IFractionVerbalizer
{
    /// <summary>The fraction and its noun; null when the language has no name for the part.</summary>
    /// <param name="whole">The number before the fraction, or 0.</param>
    string? Say(int whole, int count, int part, FractionNoun? noun);
}
