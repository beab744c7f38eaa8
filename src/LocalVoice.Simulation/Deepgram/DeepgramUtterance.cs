namespace LocalVoice.Simulation.Deepgram;

/// <summary>What the service understands of an utterance, whatever its audio says.</summary>
/// <param name="Text">Words with their punctuation, separated by spaces.</param>
/// <param name="Speech">
/// How much voice it takes: a final in the middle has its part of the words, the rest follows. Null: any length; a final at a
/// pause has them all.
/// </param>
/// <param name="Language">That the multilingual model detects.</param>
public sealed record DeepgramUtterance(string Text, TimeSpan? Speech = null, string Language = "es")
{
    internal string[] Words { get; } = Text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
