using LLama.Native;

namespace LocalVoice.Engines.Llama.Scheduling;

/// <summary>One token of a batch.</summary>
/// <param name="WantsLogits">Whether the next token will be sampled from it, or that of the prompt be judged.</param>
internal readonly record struct BatchEntry(LLamaToken Token, int Position, int Sequence, bool WantsLogits);
