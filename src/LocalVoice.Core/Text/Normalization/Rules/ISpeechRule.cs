namespace LocalVoice.Core.Text.Normalization.Rules;

/// <summary>Rewrites one kind of writing as it is spoken. Immutable, thread-safe, linear in the text.</summary>
internal interface ISpeechRule
{
    string Apply(string text);
}
