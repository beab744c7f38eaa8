namespace LocalVoice.Core.Sessions;

/// <summary>What a client asks of its session, besides sending audio. Carried out in order, also relative to audio.</summary>
public abstract record SessionCommand
{
    /// <summary>The client's own id of the request, echoed in an error about it.</summary>
    public string? EventId { get; init; }
}

/// <summary>Replaces the settings; answered by <see cref="SettingsUpdated"/>.</summary>
public sealed record UpdateSettings(SessionSettings Settings) : SessionCommand;

/// <summary>Ends the user's turn by hand.</summary>
public sealed record CommitInput : SessionCommand;

/// <summary>Drops the audio that is not committed yet.</summary>
public sealed record ClearInput : SessionCommand;

/// <summary>Adds an item to the conversation.</summary>
/// <param name="AfterItemId">Null: at the end. <see cref="ConversationItem.RootId"/>: at the beginning.</param>
public sealed record CreateItem(ConversationItem Item, string? AfterItemId) : SessionCommand;

public sealed record RetrieveItem(string ItemId) : SessionCommand;

public sealed record DeleteItem(string ItemId) : SessionCommand;

/// <summary>Tells that the user heard the agent's item only up to <paramref name="AudioEnd"/>.</summary>
public sealed record TruncateItem(string ItemId, int ContentIndex, TimeSpan AudioEnd) : SessionCommand;

/// <summary>Asks for a response to the conversation as it stands.</summary>
public sealed record CreateResponse(ResponseRequest Request) : SessionCommand;

/// <param name="ResponseId">Null for the one that is active.</param>
public sealed record CancelResponse(string? ResponseId) : SessionCommand;

/// <summary>Drops the agent's audio that was sent but not played.</summary>
public sealed record ClearOutput : SessionCommand;

/// <summary>How far the client has played the agent's item.</summary>
/// <param name="Ordinal">Of the item, as in <see cref="ResponseStarted.Ordinal"/>.</param>
/// <param name="Sample">Samples played, at the output rate.</param>
public sealed record PlaybackPosition(int Ordinal, long Sample) : SessionCommand;

/// <summary>What differs from the session's settings for one response. Null: as in the session.</summary>
public sealed record ResponseRequest
{
    public string? Instructions { get; init; }

    public string? Voice { get; init; }

    public int? MaxOutputTokens { get; init; }

    public bool? Speak { get; init; }

    /// <summary>Echoed in the response's events.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }
}
