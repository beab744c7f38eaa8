namespace LocalVoice.Audio;

/// <summary>A stretch of the agent's voice on its way to the user.</summary>
/// <param name="TurnId">The turn that it answers; frames of a cancelled turn are dropped.</param>
/// <param name="FirstSample">Position of the first sample in the answer, at <paramref name="SampleRateHz"/>.</param>
/// <param name="Samples">Mono, −1…1. Owned by the frame.</param>
/// <param name="SampleRateHz">Samples per second.</param>
public readonly record struct AudioFrame(long TurnId, long FirstSample, ReadOnlyMemory<float> Samples, int SampleRateHz);
