namespace LocalVoice.Core.Responses;

/// <summary>Output of synthesis and input of playback: a clause's text, then its audio chunks, then the next clause.</summary>
/// <param name="Text">Null for audio.</param>
/// <param name="Samples">Audio at the synthesizer's rate; empty for text.</param>
internal readonly record struct AgentOutput(string? Text, ReadOnlyMemory<float> Samples);
