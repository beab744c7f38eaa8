using LocalVoice.Core.Compute;
using LocalVoice.Core.Pipeline;
using LocalVoice.Core.Responses;
using LocalVoice.Core.Sessions;
using LocalVoice.Core.Transcription;

namespace LocalVoice.Core.Turns;

/// <summary>The work on a response that is begun while the turn may still go on. Used by the session's loop only.</summary>
internal sealed class Speculations(SessionContext session, PipelineOptions options, ResponseCoordinator responses, DecidedTurns decided)
{
    /// <summary>Whether another pause of the turn's may begin work.</summary>
    public bool TryCount(UserTurn turn)
    {
        if (session.Settings.Pipeline is not PipelineMode.Parallel || turn.Speculations >= options.MaxSpeculationsPerTurn)
        {
            return false;
        }

        turn.Speculations++;
        return true;
    }

    /// <summary>Starts a response to what was decoded, behind its gate, where one is wanted and the machine has room for it.</summary>
    public void Begin(UserTurn turn, DecodeAttempt attempt)
    {
        if (
            attempt.Transcript is { Text.Length: > 0 } transcript
            && session.Settings is { Speculate: true, Pipeline: PipelineMode.Parallel, TurnDetection.CreateResponse: true }
            && !(turn.Continues?.Told is { } told && JoinedTranscript.Repeats(transcript.Text, told))
            && responses.Active is null
            && decided.IsEmpty
            && session.Load.Allows(SheddableWork.Speculation)
        )
        {
            turn.Recorder.MarkAgain(TurnMark.SpeculativeFinal, TimeSpan.Zero);
            var response = responses.Speculate(transcript.Text, turn.Continues?.ItemId);
            turn.Speculation = new(response, session.History.Version, session.Settings);
        }
    }

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
