namespace LocalVoice.Core.Text.Normalization.Abbreviations;

/// <param name="Written">Exactly as in the text.</param>
/// <param name="Spoken">The words that it stands for.</param>
internal sealed record Abbreviation(string Written, string Spoken, AbbreviationPlace Place);
