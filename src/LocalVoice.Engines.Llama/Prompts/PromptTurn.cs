namespace LocalVoice.Engines.Llama.Prompts;

/// <summary>Messages kept or dropped together: the user's message, the resulting tool calls and results, and the response.</summary>
/// <param name="Pinned">What the system says amid the conversation: dropped when no turn of the others is left to drop.</param>
internal sealed record PromptTurn(List<PromptMessage> Messages, bool Pinned);
