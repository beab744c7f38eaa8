namespace LocalVoice.Core.Text.Normalization.Capitals;

/// <summary>Words in capitals and how they are said, as stored in <c>Data/*-capitals.json</c>, which explains each list.</summary>
/// <param name="Words">Said as words.</param>
/// <param name="Spelled">Said letter by letter, though they could be words.</param>
/// <param name="SpelledUnlessShouted">Spelled, but words where everything is in capitals.</param>
/// <param name="LongestSpelled">Letters up to which an unlisted word is spelled.</param>
/// <param name="Vowels">In small letters.</param>
/// <param name="Onsets">Consonants that may begin a syllable.</param>
/// <param name="Codas">Consonants that may end one.</param>
internal sealed record CapitalTables(
    string[] Words,
    string[] Spelled,
    string[] SpelledUnlessShouted,
    int LongestSpelled,
    string Vowels,
    string[] Onsets,
    string[] Codas
);
