namespace LocalVoice.Engines.Llama.Prompts;

/// <summary>A message in the chat template's form.</summary>
internal sealed record PromptMessage(string Role, string Content);
