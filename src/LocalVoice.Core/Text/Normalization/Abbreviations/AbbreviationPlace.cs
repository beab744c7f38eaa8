namespace LocalVoice.Core.Text.Normalization.Abbreviations;

/// <summary>Where an abbreviation stands for its words. In the order of trial.</summary>
internal enum AbbreviationPlace
{
    AfterName,
    BeforeName,
    AfterNumber,
    BeforeNumber,
    Anywhere,
}
