namespace LocalVoice.Engines.Llama.Prompts;

/// <summary>Messages kept or dropped together: the user's message, the resulting tool calls and results, and the response.</summary>
/// <param name="Pinned">Never dropped.</param>
internal sealed record PromptTurn(List<PromptMessage> Messages, bool Pinned);
