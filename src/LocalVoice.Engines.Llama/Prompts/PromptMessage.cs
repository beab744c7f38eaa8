namespace LocalVoice.Engines.Llama.Prompts;

/// <summary>A message as the chat template takes it.</summary>
internal sealed record PromptMessage(string Role, string Content);
