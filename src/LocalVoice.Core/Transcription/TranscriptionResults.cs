using LocalVoice.Speech;

namespace LocalVoice.Core.Transcription;

/// <summary>The utterance was decoded while the user speaks.</summary>
/// <param name="TurnId">The turn that it belongs to.</param>
/// <param name="Transcript">Null when nothing is new.</param>
internal sealed record InterimDecoded(long TurnId, InterimTranscript? Transcript);

/// <summary>The whole utterance so far was decoded.</summary>
/// <param name="Transcript">Null when the recogniser failed or gave way.</param>
internal sealed record FinalDecoded(DecodeAttempt Attempt, Transcript? Transcript, Exception? Failure);
