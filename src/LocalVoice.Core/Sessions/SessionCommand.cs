namespace LocalVoice.Core.Sessions;

/// <summary>A client's request to its session. Executed in order, also relative to audio.</summary>
public abstract record SessionCommand
{
    /// <summary>The client's event id, echoed in an error about this command.</summary>
    public string? EventId { get; init; }
}

/// <summary>Replaces the settings; confirmed by <see cref="SettingsUpdated"/>.</summary>
public sealed record UpdateSettings(SessionSettings Settings) : SessionCommand;

/// <summary>Commits the user's turn manually.</summary>
public sealed record CommitInput : SessionCommand;

/// <summary>Discards the audio that is not committed yet.</summary>
public sealed record ClearInput : SessionCommand;

/// <summary>Adds an item to the conversation.</summary>
/// <param name="AfterItemId">Null: at the end. <see cref="ConversationItem.RootId"/>: at the beginning.</param>
public sealed record CreateItem(ConversationItem Item, string? AfterItemId) : SessionCommand;

/// <summary>Adds recorded speech of the user's, which is transcribed as if it had been said.</summary>
/// <param name="Audio">In the session's input format.</param>
/// <param name="AfterItemId">As in <see cref="CreateItem"/>.</param>
public sealed record CreateSpeech(string ItemId, ReadOnlyMemory<byte> Audio, string? AfterItemId) : SessionCommand;

public sealed record RetrieveItem(string ItemId) : SessionCommand;

public sealed record DeleteItem(string ItemId) : SessionCommand;

/// <summary>Truncates the agent's item to <paramref name="AudioEnd"/>, the part that the user heard.</summary>
public sealed record TruncateItem(string ItemId, int ContentIndex, TimeSpan AudioEnd) : SessionCommand;

/// <summary>Requests a response, by default to the current conversation.</summary>
public sealed record CreateResponse(ResponseRequest Request) : SessionCommand;

/// <param name="ResponseId">Null for the active response.</param>
public sealed record CancelResponse(string? ResponseId) : SessionCommand;

/// <summary>Discards the agent's audio that was sent but not played.</summary>
public sealed record ClearOutput : SessionCommand;

/// <summary>The client's playback position in the agent's item.</summary>
/// <param name="Ordinal">The item's <see cref="ResponseStarted.Ordinal"/>.</param>
/// <param name="Sample">Samples played, at the output rate.</param>
public sealed record PlaybackPosition(int Ordinal, long Sample) : SessionCommand;
