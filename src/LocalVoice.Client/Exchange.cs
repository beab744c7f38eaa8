namespace LocalVoice.Client;

/// <summary>A question, its answer, and what was said over that.</summary>
/// <param name="VoiceToVoice">From the question's last voiced sample to the agent's first; null: no answer came.</param>
/// <param name="SoundAnswered">
/// Whether the agent's voice began after what was said over the answer; null: nothing was, or the answer was over.
/// </param>
/// <param name="Heard">All that the server wrote down.</param>
public sealed record Exchange(TimeSpan? VoiceToVoice, bool? SoundAnswered, string Heard);
