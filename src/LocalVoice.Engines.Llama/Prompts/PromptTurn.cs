namespace LocalVoice.Engines.Llama.Prompts;

/// <summary>Messages that stay or go together: what the user said, the calls and results it led to, and the response.</summary>
/// <param name="Pinned">Never dropped.</param>
internal sealed record PromptTurn(List<PromptMessage> Messages, bool Pinned);
