using LocalVoice.Core.Input;
using LocalVoice.Core.Pipeline;
using LocalVoice.Core.Responses;
using LocalVoice.Core.Telemetry;
using LocalVoice.Core.Transcription;
using LocalVoice.Core.Turns.BargeIn;

namespace LocalVoice.Core.Turns;

/// <summary>
/// The turns that are over, in order. Each becomes part of the conversation once it and those before it have their
/// transcripts; then what waits for them is answered. Used by the session's loop only.
/// </summary>
internal sealed class DecidedTurns(
    SessionContext session,
    UserItems items,
    ResponseCoordinator responses,
    BargeInController bargeIn,
    InputPace pace
)
{
    private readonly List<UserTurn> _turns = [];
    private bool _answerDue;
    private TurnRecorder? _answered;

    /// <summary>Whether no transcript is awaited.</summary>
    public bool IsEmpty => _turns.Count == 0;

    /// <summary>The user speaks, and may interrupt: an answer that nobody requested waits.</summary>
    public bool UserSpeaks { get; set; }

    public ValueTask AddAsync(UserTurn turn)
    {
        turn.State = TurnState.Decided;
        pace.Committed(turn.Audio);
        _turns.Add(turn);
        turn.AbsorbDecode();
        if (!turn.Manual && session.Settings.TurnDetection.CreateResponse)
        {
            responses.Await();
        }

        return DeliverAsync();
    }

    /// <returns>The turn that the attempt decodes; null when none waits for it.</returns>
    public UserTurn? Find(DecodeAttempt attempt) => _turns.Find(turn => turn.Attempt == attempt);

    /// <summary>Delivers what is complete, and answers when nothing is awaited any more.</summary>
    public async ValueTask DeliverAsync()
    {
        while (_turns.FirstOrDefault() is { } first)
        {
            var last = first;
            while (last.ContinuedBy is { } next)
            {
                last = next;
            }

            if (last is not { State: TurnState.Decided, Final: { } final })
            {
                return;
            }

            await DeliverAsync(last, final).ConfigureAwait(false);
        }

        var waits = UserSpeaks && session.Settings.TurnDetection.InterruptResponse;
        if (responses.IsRequested || (_answerDue && !waits))
        {
            _answerDue = false;
            await responses.TranscriptReadyAsync(_answered).ConfigureAwait(false);
            _answered = null;
        }
        else if (!UserSpeaks)
        {
            responses.Withdraw();
        }
    }

    /// <summary>A turn without words, or one that was discarded: what it interrupted is begun anew.</summary>
    public void Void(UserTurn turn)
    {
        if (turn.BargeIn is BargeInState.Interrupted && session.Settings.TurnDetection.CreateResponse)
        {
            responses.Await();
            _answerDue = true;
        }
    }

    private async ValueTask DeliverAsync(UserTurn turn, FinalDecoded final)
    {
        var alone = turn.Continues is not { State: TurnState.Decided };
        for (var member = turn; member is not null && _turns.Remove(member); member = member.Continues)
        {
            member.State = TurnState.Over;
            member.Utterance.Release();
            pace.Transcribed(member.Audio);
        }

        var speculation = turn.Speculation;
        var isCurrent = speculation?.IsCurrent(session.History.Version, session.Settings) == true;
        var dismissed = alone && bargeIn.Dismisses(turn);
        var text = final.Transcript?.Text ?? "";
        var said = final.Failure is null && !dismissed && (turn.Manual || text.Length > 0);
        if (final.Failure is { } failure)
        {
            await items.TranscriptionFailedAsync(turn, failure).ConfigureAwait(false);
        }
        else if (said)
        {
            await TellAsync(turn, text, final.Transcript!.AudioDuration).ConfigureAwait(false);
        }
        else if (turn.Continues is { Text: null, Final.Transcript: { Text.Length: > 0 } own } before)
        {
            await TellAsync(before, own.Text, own.AudioDuration).ConfigureAwait(false);
            said = true;
        }

        if (speculation is not null && !(said && isCurrent && responses.TryAdopt(speculation.Response)))
        {
            speculation.Response.Discard();
        }

        if (said && !turn.Manual)
        {
            _answered = turn.Recorder;
            _answerDue |= session.Settings.TurnDetection.CreateResponse;
        }
        else if (!said && !dismissed)
        {
            Void(turn);
        }
    }

    /// <summary>Adds the turn, and those that it continues, to the conversation.</summary>
    private async ValueTask TellAsync(UserTurn turn, string text, TimeSpan audio)
    {
        var own = text;
        if (turn.Continues is { } before)
        {
            var known = before.Text ?? before.Final?.Transcript?.Text;
            (var first, own) = JoinedTranscript.Split(text, known, before.Audio / turn.Audio);
            if (before.Text is null)
            {
                await TellAsync(before, first, before.Audio).ConfigureAwait(false);
            }
        }

        if (!turn.Committed)
        {
            await items.CommitAsync(turn, own).ConfigureAwait(false);
        }

        await items.TranscribedAsync(turn, own, turn.Continues is { } joined ? audio - joined.Audio : audio).ConfigureAwait(false);
        if (turn.Continues is { } goesOn)
        {
            session.History.Join(turn.ItemId, goesOn.ItemId, text);
        }
    }
}
