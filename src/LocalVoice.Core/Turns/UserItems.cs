using LocalVoice.Core.Pipeline;
using LocalVoice.Core.Sessions;
using LocalVoice.Core.Telemetry;
using LocalVoice.Core.Transcription;

namespace LocalVoice.Core.Turns;

/// <summary>Begins the user's turns and makes them items of the conversation.</summary>
internal sealed class UserItems(SessionContext session, Utterances utterances)
{
    private long _count;

    /// <param name="continues">The turn that it goes on; null for one with an utterance of its own.</param>
    public UserTurn Begin(UserTurn? continues = null)
    {
        continues?.Utterance.Hold();
        return New(continues?.Utterance ?? utterances.Begin(), continues);
    }

    /// <summary>Begins a turn whose item has an id already.</summary>
    public UserTurn Begin(string itemId) => New(utterances.Begin(), null, itemId);

    /// <summary>Begins a turn with the audio of one that was not committed, in its place.</summary>
    public UserTurn Replace(UserTurn turn) => New(turn.Utterance, turn.Continues);

    /// <summary>Commits the turn as an item.</summary>
    /// <param name="text">Null while the transcript is not available.</param>
    public ValueTask CommitAsync(UserTurn turn, string? text)
    {
        turn.Committed = true;
        return CommitAsync(turn.ItemId, text);
    }

    /// <summary>Makes the turn an item where the client wants it.</summary>
    public async ValueTask InsertAsync(UserTurn turn, string? afterId)
    {
        turn.Committed = true;
        var item = new MessageItem(turn.ItemId, ConversationRole.User, Text: null, Spoken: true, ConversationItemStatus.Completed);
        await session.EmitAsync(session.History.Insert(item, afterId)).ConfigureAwait(false);
    }

    /// <summary>Sets the item's transcript.</summary>
    /// <param name="audio">Duration of the transcribed audio.</param>
    public async ValueTask TranscribedAsync(UserTurn turn, string text, TimeSpan audio)
    {
        turn.Text = text;
        if (session.History.Find(turn.ItemId) is MessageItem item)
        {
            session.History.Replace(item with { Text = text });
        }

        Keep(turn);
        await session.EmitAsync(new InputTranscribed(turn.ItemId, text, audio), session.Settings.Transcribe).ConfigureAwait(false);
        await session.MakeRoomAsync(turn.ItemId).ConfigureAwait(false);
    }

    /// <summary>The user said nothing for a while: an item without words.</summary>
    public async ValueTask TimedOutAsync(TimeSpan from, TimeSpan until)
    {
        var itemId = SessionContext.NewId("item");
        await session.EmitAsync(new InputTimedOut(itemId, from, until)).ConfigureAwait(false);
        await CommitAsync(itemId, "").ConfigureAwait(false);
    }

    /// <summary>Reports that the item stays without a transcript.</summary>
    public ValueTask TranscriptionFailedAsync(UserTurn turn, Exception failure)
    {
        session.Failures.OfTranscription(session.SessionId, turn.ItemId, failure, turn.Recorder.Since(TurnMark.Decision));
        Keep(turn);
        var (code, message) = ClientFailure.OfTranscription(turn.ItemId, failure);
        return session.EmitAsync(new InputTranscriptionFailed(turn.ItemId, code, message));
    }

    /// <summary>Reports that nobody understood what was said; the item stays without a transcript.</summary>
    public async ValueTask NotUnderstoodAsync(UserTurn turn)
    {
        await CommitAsync(turn, null).ConfigureAwait(false);
        Keep(turn);
        await session
            .EmitAsync(new InputTranscriptionFailed(turn.ItemId, NotUnderstood.Code, "Speech was heard, but no words were understood."))
            .ConfigureAwait(false);
    }

    private void Keep(UserTurn turn)
    {
        if (turn.Utterance.TakeCopy() is { Length: > 0 } speech)
        {
            session.Observer?.Heard(turn.ItemId, speech);
        }
    }

    private async ValueTask CommitAsync(string itemId, string? text)
    {
        var item = new MessageItem(itemId, ConversationRole.User, text, Spoken: true, ConversationItemStatus.Completed);
        var previous = session.History.Add(item);
        await session.EmitAsync(new InputCommitted(itemId, previous)).ConfigureAwait(false);
        await session.EmitAsync(new ItemAdded(item, previous)).ConfigureAwait(false);
        await session.MakeRoomAsync(itemId).ConfigureAwait(false);
    }

    private UserTurn New(Utterance utterance, UserTurn? continues, string? itemId = null)
    {
        var turn = new UserTurn(++_count, itemId ?? SessionContext.NewId("item"), utterance, new(session.Time, _count))
        {
            Continues = continues,
        };
        turn.Recorder.Asks(utterance.Engine, utterance.Report);
        if (continues is not null)
        {
            continues.ContinuedBy = turn;
        }

        return turn;
    }
}
