using LocalVoice.Audio;
using LocalVoice.Speech;

namespace LocalVoice.Core.Sessions;

/// <summary>An event for the client, delivered in order. Independent of the wire format.</summary>
public abstract record SessionEvent;

/// <summary>The settings in force, after <see cref="UpdateSettings"/>.</summary>
public sealed record SettingsUpdated(SessionSettings Settings) : SessionEvent;

/// <param name="AudioStart">Input position of the first audio kept (pre-roll included).</param>
public sealed record SpeechStarted(string ItemId, TimeSpan AudioStart) : SessionEvent;

/// <param name="AudioEnd">Input position at which the turn ended.</param>
public sealed record SpeechStopped(string ItemId, TimeSpan AudioEnd) : SessionEvent;

/// <summary>The user's audio was committed as an item.</summary>
public sealed record InputCommitted(string ItemId, string? PreviousItemId) : SessionEvent;

public sealed record InputCleared : SessionEvent;

/// <summary>The user said nothing for as long as <see cref="TurnDetection.IdleTimeout"/>; an item without words stands for it.</summary>
/// <param name="AudioStart">Input position at which the agent had been heard out.</param>
/// <param name="AudioEnd">Input position now.</param>
public sealed record InputTimedOut(string ItemId, TimeSpan AudioStart, TimeSpan AudioEnd) : SessionEvent;

/// <summary>An item was added after <paramref name="PreviousItemId"/>. Not sent for the agent's responses.</summary>
public sealed record ItemAdded(ConversationItem Item, string? PreviousItemId) : SessionEvent
{
    /// <summary>The item of a response that comes next, where the client was not told of that item yet; null for none.</summary>
    public string? NextUntoldItemId { get; init; }
}

public sealed record ItemRetrieved(ConversationItem Item) : SessionEvent;

public sealed record ItemDeleted(string ItemId) : SessionEvent
{
    /// <summary>The item before it; null at the beginning.</summary>
    public string? PreviousItemId { get; init; }
}

public sealed record ItemTruncated(string ItemId, int ContentIndex, TimeSpan AudioEnd) : SessionEvent;

/// <summary>The newest interim transcript (extension).</summary>
public sealed record InterimTranscribed(string ItemId, InterimTranscript Transcript) : SessionEvent;

/// <param name="AudioDuration">Duration of the transcribed audio.</param>
public sealed record InputTranscribed(string ItemId, string Transcript, TimeSpan AudioDuration) : SessionEvent;

/// <param name="Message">In words for the client.</param>
public sealed record InputTranscriptionFailed(string ItemId, string Code, string Message) : SessionEvent;

/// <summary>A response is under way: requested, or its first output is near. Its further events carry this id.</summary>
/// <param name="Spoken">Whether audio will follow.</param>
/// <param name="MaxOutputTokens">Null when the client set no limit.</param>
public sealed record ResponseCreated(
    string ResponseId,
    bool Spoken,
    string? Voice,
    int? MaxOutputTokens,
    IReadOnlyDictionary<string, string>? Metadata
) : SessionEvent
{
    /// <summary>Of its audio.</summary>
    public AudioFormat Format { get; init; } = new(AudioEncoding.Pcm16, 24_000);

    /// <summary>Whether it is no part of the conversation.</summary>
    public bool OutOfBand { get; init; }
}

/// <summary>The response's item is in the conversation: output may follow. Not sent for one that is cancelled before.</summary>
/// <param name="ItemId">The agent's item.</param>
/// <param name="PreviousItemId">The preceding item, while that is not deleted; null at the beginning.</param>
/// <param name="Ordinal">Number of the agent's item within the session, from 1.</param>
public sealed record ResponseStarted(string ResponseId, string ItemId, string? PreviousItemId, int Ordinal, bool Spoken) : SessionEvent;

/// <summary>The next text delta of the response; precedes its audio.</summary>
public sealed record ResponseText(string ResponseId, string ItemId, string Delta) : SessionEvent;

/// <summary>The next audio of the response: 16-bit mono at the output rate, at most 20 ms.</summary>
/// <param name="Ordinal">As in <see cref="ResponseStarted.Ordinal"/>.</param>
/// <param name="FirstSample">Sample position within the response.</param>
/// <param name="Samples">Owned by the event.</param>
/// <param name="Last">Whether this is the last audio of the response.</param>
/// <param name="Cancelled">Cancelled once the response is cut off: the audio must not be sent any more.</param>
public sealed record ResponseAudio(
    string ResponseId,
    string ItemId,
    int Ordinal,
    long FirstSample,
    ReadOnlyMemory<short> Samples,
    bool Last,
    CancellationToken Cancelled
) : SessionEvent;

/// <summary>The response ended. The text is all generated text, or only the text sent when it was cut off.</summary>
public sealed record ResponseEnded(string ResponseId, string ItemId, int Ordinal, ResponseOutcome Outcome, string Text, ResponseUsage Usage)
    : SessionEvent
{
    /// <summary>The tools that it calls, in order; none unless it is completed.</summary>
    public IReadOnlyList<PlacedCall> Calls { get; init; } = [];
}

/// <param name="PreviousItemId">The item before; null at the beginning, and outside the conversation.</param>
public sealed record PlacedCall(CallItem Item, string? PreviousItemId);

/// <summary>Another server is asked for its tools.</summary>
public sealed record ToolsAsked(ToolListItem Item, string? PreviousItemId) : SessionEvent;

/// <summary>Another server has told its tools, or could not be asked.</summary>
public sealed record ToolsListed(ToolListItem Item, string? PreviousItemId) : SessionEvent;

/// <summary>A call that the client has approved runs. Others begin with the end of their response.</summary>
public sealed record RemoteCallBegun(RemoteCallItem Item, string? PreviousItemId) : SessionEvent;

/// <summary>A call of another server's tool has ended.</summary>
public sealed record RemoteCallEnded(RemoteCallItem Item, string? PreviousItemId) : SessionEvent;

/// <summary>Audio of this item that was sent but not played must be discarded (extension).</summary>
/// <param name="Kept">What the conversation keeps of it, which was played; null where no word was: then the item is deleted.</param>
public sealed record PlaybackFlushed(int Ordinal, ItemTruncated? Kept) : SessionEvent;

/// <summary>The client must lower the agent's volume at once (extension).</summary>
public sealed record PlaybackDucked(double GainDb) : SessionEvent;

/// <summary>The client must restore the agent's volume (extension).</summary>
public sealed record PlaybackRestored : SessionEvent;

/// <summary>The client must stop the agent's voice where it is, and keep what it has not played (extension).</summary>
public sealed record PlaybackPaused : SessionEvent;

/// <summary>The client must go on where it stopped (extension).</summary>
public sealed record PlaybackResumed : SessionEvent;

/// <summary>A turn ended; its timeline (extension).</summary>
public sealed record TurnMeasured(TurnTimeline Timeline) : SessionEvent;

/// <summary>A response came, but not as the client may expect (extension).</summary>
/// <param name="Code">For programs; stable.</param>
public sealed record ResponseWarned(string ResponseId, string Code, string Message) : SessionEvent;

/// <summary>A command could not be executed; the session continues.</summary>
/// <param name="Code">The protocol's error code, for example <c>response_cancel_not_active</c>.</param>
/// <param name="Param">The invalid field, or null.</param>
/// <param name="EventId">The client's id of the command, or null.</param>
public sealed record CommandFailed(string Code, string Message, string? Param, string? EventId) : SessionEvent;
