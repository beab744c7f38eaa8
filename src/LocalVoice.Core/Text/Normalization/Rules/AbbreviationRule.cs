using LocalVoice.Core.Text.Normalization.Abbreviations;

namespace LocalVoice.Core.Text.Normalization.Rules;

/// <summary>Abbreviations of the language's tables. Others are left to the synthesizer.</summary>
internal sealed class AbbreviationRule(AbbreviationTables tables) : ISpeechRule
{
    private readonly AbbreviationTable _table = new(tables);

    public string Apply(string text) => _table.Replace(text);
}
