namespace LocalVoice.Core.Text.Normalization.Rules;

/// <summary>Abbreviations and acronyms of the language's table. Others are left to the synthesizer.</summary>
internal sealed class PhraseRule(Dictionary<string, string> phrases) : ISpeechRule
{
    private readonly PhraseTable _table = new(phrases, ignoreCase: false);

    public string Apply(string text) => _table.Replace(text);
}
