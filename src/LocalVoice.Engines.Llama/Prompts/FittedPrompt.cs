using LLama.Native;

namespace LocalVoice.Engines.Llama.Prompts;

/// <summary>A prompt that leaves room for its answer.</summary>
internal sealed record FittedPrompt(LLamaToken[] Tokens, int DroppedTurns);
