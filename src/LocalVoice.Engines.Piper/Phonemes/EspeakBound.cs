namespace LocalVoice.Engines.Piper.Phonemes;

/// <summary>
/// The longest that espeak-ng gets. espeak-ng 1.51 copies a chain of dotted letters and the word behind it into 160
/// bytes without looking at their length (<c>LookupDictList</c>; measured: 161 bytes pass, 170 end the process), also
/// across spaces. <see cref="RunBytes"/> plus five bytes for each of <see cref="DottedLetters"/> stays under 160.
/// </summary>
/// <param name="RunBytes">UTF-8 bytes between two spaces.</param>
/// <param name="WordCharacters">Letters and digits in a row.</param>
/// <param name="Marks">Combining marks on one base character.</param>
/// <param name="DottedLetters">Dots in a row with at most one character between them and the one before.</param>
/// <param name="WordsOnly">Whether everything but letters, digits and <c>. , ; : ? !</c> becomes a space.</param>
internal sealed record EspeakBound(int RunBytes, int WordCharacters, int Marks, int DottedLetters, bool WordsOnly)
{
    /// <summary>Leaves ordinary text as it is: the longest compounds of dictionaries have 80 letters, acronyms under 8.</summary>
    public static EspeakBound Normal { get; } = new(110, 80, 4, 8, WordsOnly: false);

    /// <summary>For a text at which espeak-ng crashed: 24 is a long word of Spanish, Catalan or English.</summary>
    public static EspeakBound Strict { get; } = new(32, 24, 1, 2, WordsOnly: true);
}
