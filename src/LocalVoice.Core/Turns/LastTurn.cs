using LocalVoice.Core.Input;
using LocalVoice.Core.Pipeline;
using LocalVoice.Core.Responses;
using LocalVoice.Core.Sessions;

namespace LocalVoice.Core.Turns;

/// <summary>The turn that was decided last, as long as the user may go on with it. Used by the session's loop only.</summary>
internal sealed class LastTurn(SessionContext session, TurnOptions options, AudioInput input, ResponseCoordinator responses)
{
    // Chosen by trial, not measured.
    private static readonly TimeSpan NearlyOver = TimeSpan.FromMilliseconds(500);

    private UserTurn? _turn;

    /// <summary>Input position, at 16 kHz, up to which the audio belongs to turns before.</summary>
    public long SaidUntil { get; private set; }

    public void Remember(UserTurn turn)
    {
        SaidUntil = turn.LastVoiced;
        turn.Utterance.Hold();
        Forget();
        _turn = turn;
    }

    public void Forget()
    {
        _turn?.Utterance.Release();
        _turn = null;
    }

    /// <summary>Whoever speaks after so long a silence does not go on with the last turn.</summary>
    public void ForgetWhenOld()
    {
        if (_turn is { } last && !IsCutInto && input.Since(last.LastVoiced) > options.JoinWithin + options.MinimumSpeech)
        {
            Forget();
        }
    }

    /// <summary>
    /// The turn before, when the silence between was short, and of its answer nothing was heard yet. Null: the turn that
    /// begins is one of its own; so it is for a recogniser that told the end of the turn before.
    /// </summary>
    /// <param name="onset">Where the speech begins that is heard now.</param>
    public UserTurn? ContinuedAt(long onset) =>
        _turn is { Utterance.TakesTurns: false } last
        && AudioInput.TimeOf(onset - last.LastVoiced) < options.JoinWithin
        && IsUnanswered(last)
            ? Told(last)
            : null;

    /// <summary>The turn before, when the agent had only just begun to answer it. Null: whoever speaks now reacts to the answer.</summary>
    public UserTurn? CutInto => IsCutInto ? Told(_turn) : null;

    private bool MayInterrupt => session.Settings.TurnDetection.InterruptResponse;

    /// <summary>Whoever speaks now does not react to the answer, but goes on; unless the answer is nearly over.</summary>
    private bool IsCutInto =>
        MayInterrupt && responses.HeardSoFar is { } heard && heard < options.GoOnWithin && !(responses.UntilSilent < NearlyOver);

    private bool IsUnanswered(UserTurn last) => last.State is TurnState.Decided || (responses.IsUnheard && MayInterrupt);

    /// <summary>A turn that turned out to say nothing is left out: what goes on is the one before.</summary>
    private static UserTurn? Told(UserTurn? turn)
    {
        while (turn is { State: TurnState.Over, Text: null })
        {
            turn = turn.Continues;
        }

        return turn;
    }
}
