using LocalVoice.Core.Compute;
using LocalVoice.Core.Input;
using LocalVoice.Core.Pipeline;
using LocalVoice.Core.Sessions;
using LocalVoice.Core.Turns.BargeIn;

namespace LocalVoice.Core.Turns;

/// <summary>When a turn in progress is decoded. Used by the session's loop only.</summary>
internal sealed class InterimDecodes(SessionContext session, PipelineOptions options, AudioInput input, TurnTracker tracker)
{
    /// <summary>
    /// What was said until a moment of quiet: the final, if no more comes. It would void an interim under way, for which whoever
    /// interrupts the agent waits.
    /// </summary>
    public void DecodeAhead(UserTurn turn)
    {
        if (turn is { Attempt: null, Utterance.TakesTurns: false } && Allows(turn) && !(IsUndecided(turn) && turn.Utterance.IsDecoding))
        {
            turn.LastInterim = input.Position;
            turn.Utterance.DecodeAhead(turn.Id, input.Since(tracker.Turn.LastVoicedSample));
        }
    }

    /// <summary>What was said so far, while the user is loud.</summary>
    public void BeginWhenDue(UserTurn turn)
    {
        // Twice as often during a possible barge-in: the decision to stop the agent depends on it.
        var period = IsUndecided(turn) ? options.InterimPeriod / 2 : options.InterimPeriod;
        var due = input.Position - turn.LastInterim >= period.TotalSeconds * FrameAnalysis.SampleRateHz;
        if (due && tracker.Turn is { State: UserState.Speaking, Loud: true } && Allows(turn))
        {
            turn.LastInterim = input.Position;
            turn.Utterance.BeginInterim(turn.Id, urgent: IsUndecided(turn));
        }
    }

    private bool Allows(UserTurn turn) =>
        session.Settings.Pipeline == PipelineMode.Parallel && (IsUndecided(turn) || session.Load.Allows(SheddableWork.Interim));

    private static bool IsUndecided(UserTurn turn) => turn.BargeIn is BargeInState.Undecided;
}
