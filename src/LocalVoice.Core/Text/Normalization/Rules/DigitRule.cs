namespace LocalVoice.Core.Text.Normalization.Rules;

/// <summary>Passes text without a digit by: most clauses have none, and each rule would search them.</summary>
internal sealed class DigitRule(ISpeechRule rule) : ISpeechRule
{
    public string Apply(string text) => text.AsSpan().ContainsAnyInRange('0', '9') ? rule.Apply(text) : text;
}
