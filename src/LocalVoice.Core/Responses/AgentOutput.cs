namespace LocalVoice.Core.Responses;

/// <summary>What goes from synthesis to playback: a clause's text, then its audio, then the next clause's.</summary>
/// <param name="Text">Null for audio.</param>
/// <param name="Samples">At the synthesizer's rate; empty for text.</param>
internal readonly record struct AgentOutput(string? Text, ReadOnlyMemory<float> Samples);
