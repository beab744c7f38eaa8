namespace LocalVoice.Core.Text.Normalization.Rules;

/// <summary>Rewrites one written form as spoken words. Immutable, thread-safe, linear in the text.</summary>
internal interface ISpeechRule
{
    string Apply(string text);
}
