namespace LocalVoice.Engines.Llama.Scheduling;

/// <summary>A response's part of a step.</summary>
/// <param name="LogitsIndex">Where its next token is sampled, or −1 while the prompt goes on.</param>
internal readonly record struct Share(ActiveResponse Response, int Tokens, int LogitsIndex);
