namespace LocalVoice.Core.Text.Normalization.Numbers;

/// <summary>Writes whole numbers in the words of one language. Immutable.</summary>
internal interface INumberVerbalizer
{
    /// <param name="number">0…<see cref="SpokenNumbers.Largest"/>.</param>
    string Cardinal(long number, Gender gender);

    /// <param name="number">0…<see cref="SpokenNumbers.Largest"/>; beyond the language's ordinals, the cardinal is returned.</param>
    string Ordinal(long number, OrdinalForm form);

    /// <param name="year">1…9999.</param>
    string Year(int year);
}
