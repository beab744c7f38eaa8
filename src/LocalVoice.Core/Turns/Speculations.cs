using LocalVoice.Chat;
using LocalVoice.Core.Compute;
using LocalVoice.Core.Pipeline;
using LocalVoice.Core.Responses;
using LocalVoice.Core.Sessions;
using LocalVoice.Core.Transcription;
using LocalVoice.Core.Turns.Endpointing;

namespace LocalVoice.Core.Turns;

/// <summary>The work on a response that is begun while the turn may still go on. Used by the session's loop only.</summary>
internal sealed class Speculations(SessionContext session, PipelineOptions options, ResponseCoordinator responses, DecidedTurns decided)
{
    /// <summary>Starts a response to what was decoded, behind its gate, where one is wanted and the machine has room for it.</summary>
    public void Begin(UserTurn turn, DecodeAttempt attempt)
    {
        if (
            attempt.Transcript is { Text.Length: > 0 } transcript
            && session.Settings is { Speculate: true, Pipeline: PipelineMode.Parallel, TurnDetection.CreateResponse: true }
            && !(turn.Continues?.Told is { } told && JoinedTranscript.Repeats(transcript.Text, told))
            && responses.Active is null
            && decided.IsEmpty
            && turn.Speculations < options.MaxSpeculationsPerTurn
            && session.Load.Allows(SheddableWork.Speculation)
        )
        {
            turn.Speculations++;
            turn.Recorder.MarkAgain(TurnMark.SpeculativeFinal, TimeSpan.Zero);
            var (text, goesOn) = turn.MakesWhole is { } cut
                ? (session.History.Whole(cut.ItemId, transcript.Text), cut.ItemId)
                : (transcript.Text, turn.Continues?.ItemId);
            var response = responses.Speculate(text, goesOn, EndOf(attempt));
            turn.Speculation = new(response, session.History.Version, session.Settings);
        }
    }

    /// <summary>Asks the language model, whose answer comes back as a message, where the words decide how long the silence is.</summary>
    private MessageEnd? EndOf(DecodeAttempt attempt) =>
        EndpointingFactory.IsFixed(session.Settings.TurnDetection)
            ? null
            : new(probability => _ = session.PostAsync(new MessageEndJudged(attempt, probability)).AsTask());

    /// <summary>The user continues: work started in the pause is discarded.</summary>
    public void Discard(UserTurn turn)
    {
        if (turn.Attempt is not null)
        {
            turn.Recorder.SpeculationsWasted += session.Settings.Speculate ? 1 : 0;
            turn.Speculation?.Response.Discard();
            turn.CancelWork();
        }
    }
}
