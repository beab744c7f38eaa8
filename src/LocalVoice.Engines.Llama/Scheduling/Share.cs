namespace LocalVoice.Engines.Llama.Scheduling;

/// <summary>A reply's part of a step.</summary>
/// <param name="LogitsIndex">Where its next token is sampled, or −1 while the prompt goes on.</param>
internal readonly record struct Share(ActiveReply Reply, int Tokens, int LogitsIndex);
