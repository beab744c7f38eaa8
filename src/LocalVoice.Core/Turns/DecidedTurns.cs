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
    NotUnderstood notUnderstood,
    TurnTracker tracker,
    InputPace pace
)
{
    private readonly List<UserTurn> _turns = [];
    private bool _responseDue;
    private string? _line;
    private TurnRecorder? _newest;

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
        if (responses.IsRequested || (_responseDue && !waits))
        {
            _responseDue = false;
            await responses.TranscriptReadyAsync(_newest, _line).ConfigureAwait(false);
            (_newest, _line) = (null, null);
        }
        else if (!UserSpeaks)
        {
            responses.Withdraw();
        }
    }

    /// <summary>
    /// Discards a turn that was not decided: those before it are delivered without it, and what it interrupted goes on.
    /// </summary>
    public ValueTask DiscardAsync(UserTurn turn)
    {
        turn.State = TurnState.Over;
        turn.Utterance.Release();
        if (turn.Continues is { } before)
        {
            before.ContinuedBy = null;
        }

        GoOnAfter(turn);
        return DeliverAsync();
    }

    /// <summary>Makes all turns items of the conversation whose words are awaited: what follows comes after them.</summary>
    public async ValueTask CommitAsync()
    {
        foreach (var turn in _turns.Where(turn => !turn.Committed))
        {
            await items.CommitAsync(turn, null).ConfigureAwait(false);
        }
    }

    /// <summary>The agent speaks without having been asked.</summary>
    /// <param name="line">What it says; null: the language model decides.</param>
    public ValueTask SayAsync(string? line)
    {
        Respond(line);
        return DeliverAsync();
    }

    /// <summary>No response is due any more: the client has requested one itself, or has cancelled the one that waits.</summary>
    public void Relieve() => (_responseDue, _line) = (false, null);

    /// <summary>Nothing was said: what was interrupted for it goes on where it was cut off, or is begun anew.</summary>
    private void GoOnAfter(UserTurn turn, string transcript = "")
    {
        if (turn.BargeIn is BargeInState.Interrupted)
        {
            Respond(bargeIn.RestOf(turn, transcript));
        }
    }

    /// <param name="line">What the agent says; null: the language model decides, as it does where words are to be answered.</param>
    private void Respond(string? line)
    {
        if (session.Settings.TurnDetection.CreateResponse)
        {
            _line = _responseDue ? _line : line;
            _responseDue = true;
            responses.Await();
        }
    }

    private async ValueTask DeliverAsync(UserTurn turn, FinalDecoded final)
    {
        var members = Take(turn);
        var dismissed = members.TrueForAll(member => member is { Manual: false, Committed: false } && bargeIn.Dismisses(member));
        var transcript = final.Transcript?.Text ?? "";
        var repeats = members.Count == 1 && turn is { Manual: false, Committed: false } && turn.Echo?.Repeats(transcript) == true;
        var said = final.Failure is null && !dismissed && !repeats && Says(turn, transcript) && !IsNothing(turn, transcript);
        tracker.Learn(turn, said, repeats);
        var speculation = turn.Speculation;
        var isCurrent = speculation?.IsCurrent(session.History.Version, session.Settings) == true && speculation.Responds(transcript);
        if (said)
        {
            await TellAsync(turn, final.Transcript!.Text, final.Transcript.AudioDuration).ConfigureAwait(false);
        }
        else
        {
            said = await TellEarlierAsync(members, final).ConfigureAwait(false);
        }

        if (speculation is not null && !(said && isCurrent && responses.TryAdopt(speculation.Response)))
        {
            speculation.Response.Discard();
        }

        if (said)
        {
            NoteSaid(turn);
        }
        else if (!dismissed && notUnderstood.Is(turn, final))
        {
            await items.NotUnderstoodAsync(turn).ConfigureAwait(false);
            ApologiseOnce();
        }
        else if (!dismissed && members.Find(member => member.BargeIn is BargeInState.Interrupted) is { } interrupted)
        {
            GoOnAfter(interrupted, transcript);
        }
    }

    private void NoteSaid(UserTurn turn)
    {
        notUnderstood.Reset();
        if (!turn.Manual)
        {
            _newest = turn.Recorder;
            _line = null;
            _responseDue |= session.Settings.TurnDetection.CreateResponse;
        }
    }

    private void ApologiseOnce()
    {
        if (notUnderstood.Next() is { } line)
        {
            Respond(line);
        }
    }

    /// <summary>Whether the turn has cut the agent off for nothing, and only for that.</summary>
    private bool IsNothing(UserTurn turn, string transcript) =>
        turn is { Manual: false, Committed: false, Continues: null, BargeIn: BargeInState.Interrupted }
        && session.Settings.TurnDetection.CreateResponse
        && bargeIn.RestOf(turn, transcript) is not null;

    /// <summary>Takes a turn, and those that it continues, out of what is awaited.</summary>
    /// <returns>The newest first.</returns>
    private List<UserTurn> Take(UserTurn turn)
    {
        var members = new List<UserTurn>();
        for (var member = turn; member is not null && _turns.Remove(member); member = member.Continues)
        {
            member.State = TurnState.Over;
            member.Utterance.Release();
            pace.Transcribed(member.Audio);
            members.Add(member);
        }

        return members;
    }

    /// <summary>Whether the turn has words of its own: a client that commits a turn has an item for it in any case.</summary>
    private static bool Says(UserTurn turn, string text) =>
        turn.Manual
        || turn.Committed
        || (text.Length > 0 && (turn.Continues?.Told is not { } known || !JoinedTranscript.Repeats(text, known)));

    /// <summary>The last of several turns has no words, or no transcript: those of the turns before are kept.</summary>
    /// <returns>False when there are none.</returns>
    private async ValueTask<bool> TellEarlierAsync(List<UserTurn> members, FinalDecoded final)
    {
        var kept = members.Skip(1).FirstOrDefault(member => member is { Text: null, Final.Transcript.Text.Length: > 0 });
        if (kept is not null)
        {
            await TellAsync(kept, kept.Final!.Transcript!.Text, kept.Final.Transcript.AudioDuration).ConfigureAwait(false);
        }

        if (final.Failure is { } failure)
        {
            foreach (var member in members.TakeWhile(member => member != kept).Reverse())
            {
                await items.TranscriptionFailedAsync(member, failure).ConfigureAwait(false);
            }
        }

        return kept is not null;
    }

    /// <summary>Adds the turn, and those that it continues, to the conversation.</summary>
    private async ValueTask TellAsync(UserTurn turn, string text, TimeSpan audio)
    {
        var own = text;
        if (turn.Continues is { } before)
        {
            var known = before.Text is null ? before.Final?.Transcript?.Text : before.Told;
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
        else if (turn.MakesWhole is { } cut)
        {
            session.History.Join(turn.ItemId, cut.ItemId, session.History.Whole(cut.ItemId, text));
        }
    }
}
