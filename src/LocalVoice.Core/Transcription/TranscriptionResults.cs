using LocalVoice.Speech;

namespace LocalVoice.Core.Transcription;

/// <summary>Result of an interim decode.</summary>
/// <param name="TurnId">The turn of the utterance.</param>
/// <param name="Transcript">Null when there is no new text.</param>
internal sealed record InterimDecoded(long TurnId, InterimTranscript? Transcript);

/// <summary>Result of a decode of the whole utterance so far.</summary>
/// <param name="Transcript">Null when the recogniser failed or the decode was cancelled.</param>
internal sealed record FinalDecoded(DecodeAttempt Attempt, Transcript? Transcript, Exception? Failure);

/// <summary>A turn-taking recogniser heard something of the turn, or hears no more ends of turns.</summary>
/// <param name="Heard">Null: from now on the silence decides.</param>
internal sealed record TurnHeard(Utterance Utterance, HeardTurn? Heard);
