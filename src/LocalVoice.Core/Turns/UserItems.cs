using LocalVoice.Core.Pipeline;
using LocalVoice.Core.Sessions;
using LocalVoice.Core.Telemetry;
using LocalVoice.Speech;

namespace LocalVoice.Core.Turns;

/// <summary>Adds the user's turns to the conversation.</summary>
internal sealed class UserItems(SessionContext session)
{
    private long _count;

    public UserTurn Begin() => new(++_count, SessionContext.NewId("item"), new TurnRecorder(session.Time, _count));

    /// <summary>Commits the turn as an item.</summary>
    /// <param name="text">Null while the transcript is not available.</param>
    public async ValueTask CommitAsync(UserTurn turn, string? text)
    {
        var item = new ConversationItem(turn.ItemId, ConversationRole.User, text, Spoken: true, ConversationItemStatus.Completed);
        var previous = session.History.Add(item);
        await session.EmitAsync(new InputCommitted(turn.ItemId, previous)).ConfigureAwait(false);
        await session.EmitAsync(new ItemAdded(item, previous)).ConfigureAwait(false);
        await session.MakeRoomAsync(turn.ItemId).ConfigureAwait(false);
    }

    /// <summary>Sets the item's transcript.</summary>
    public async ValueTask TranscribedAsync(UserTurn turn, Transcript transcript)
    {
        if (session.History.Find(turn.ItemId) is { } item)
        {
            session.History.Replace(item with { Text = transcript.Text });
        }

        if (session.Settings.Transcribe)
        {
            await session.EmitAsync(new InputTranscribed(turn.ItemId, transcript.Text, transcript.AudioDuration)).ConfigureAwait(false);
        }

        await session.MakeRoomAsync(turn.ItemId).ConfigureAwait(false);
    }

    /// <summary>Reports that the item stays without a transcript.</summary>
    public ValueTask TranscriptionFailedAsync(UserTurn turn, Exception failure)
    {
        session.Failures.OfTranscription(session.SessionId, turn.ItemId, failure, turn.Recorder.Since(TurnMark.Decision));
        return session.EmitAsync(new InputTranscriptionFailed(turn.ItemId, failure.Message));
    }
}
