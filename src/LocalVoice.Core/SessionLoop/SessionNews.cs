using LocalVoice.Core.Responses;
using LocalVoice.Core.Transcription;
using LocalVoice.Core.Turns;
using LocalVoice.Speech;

namespace LocalVoice.Core.SessionLoop;

/// <summary>The whole utterance so far was decoded.</summary>
/// <param name="Transcript">Null when the recogniser failed or gave way.</param>
internal sealed record FinalDecoded(DecodeAttempt Attempt, Transcript? Transcript, Exception? Failure);

/// <summary>The utterance was decoded while the user speaks.</summary>
internal sealed record InterimDecoded(UserTurn Turn, InterimTranscript? Transcript);

/// <summary>All stages of an answer have stopped.</summary>
internal sealed record AnswerStopped(Answer Answer, AnswerResult Result);
