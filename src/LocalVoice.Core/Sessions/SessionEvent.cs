using LocalVoice.Speech;

namespace LocalVoice.Core.Sessions;

/// <summary>What a session tells its client, in the order in which it must arrive. Knows nothing of a wire format.</summary>
public abstract record SessionEvent;

/// <summary>The settings in force, after <see cref="UpdateSettings"/>.</summary>
public sealed record SettingsUpdated(SessionSettings Settings) : SessionEvent;

/// <param name="AudioStart">Position in the input of the first audio kept (pre-roll included).</param>
public sealed record SpeechStarted(string ItemId, TimeSpan AudioStart) : SessionEvent;

/// <param name="AudioEnd">Position in the input at which the turn ended.</param>
public sealed record SpeechStopped(string ItemId, TimeSpan AudioEnd) : SessionEvent;

/// <summary>The user's audio became an item.</summary>
public sealed record InputCommitted(string ItemId, string? PreviousItemId) : SessionEvent;

public sealed record InputCleared : SessionEvent;

/// <summary>An item now stands in the conversation after <paramref name="PreviousItemId"/>. Not sent for the agent's responses.</summary>
public sealed record ItemAdded(ConversationItem Item, string? PreviousItemId) : SessionEvent;

public sealed record ItemRetrieved(ConversationItem Item) : SessionEvent;

public sealed record ItemDeleted(string ItemId) : SessionEvent;

public sealed record ItemTruncated(string ItemId, int ContentIndex, TimeSpan AudioEnd) : SessionEvent;

/// <summary>What is understood so far (extension).</summary>
public sealed record InterimTranscribed(string ItemId, InterimTranscript Transcript) : SessionEvent;

/// <param name="AudioDuration">How much audio was transcribed.</param>
public sealed record InputTranscribed(string ItemId, string Transcript, TimeSpan AudioDuration) : SessionEvent;

public sealed record InputTranscriptionFailed(string ItemId, string Message) : SessionEvent;

/// <summary>A response begins; everything of it follows under this id.</summary>
/// <param name="ItemId">The agent's item.</param>
/// <param name="PreviousItemId">The item that it follows; null at the beginning.</param>
/// <param name="Ordinal">Counts the session's spoken responses from 1.</param>
/// <param name="Spoken">Whether audio comes with it.</param>
/// <param name="MaxOutputTokens">Null for no limit of the client's.</param>
public sealed record ResponseStarted(
    string ResponseId,
    string ItemId,
    string? PreviousItemId,
    int Ordinal,
    bool Spoken,
    string? Voice,
    int? MaxOutputTokens,
    IReadOnlyDictionary<string, string>? Metadata
) : SessionEvent;

/// <summary>The next words of the response; always before their audio.</summary>
public sealed record ResponseText(string ResponseId, string ItemId, string Delta) : SessionEvent;

/// <summary>The next audio of the response: 16-bit mono at the output rate, at most 20 ms.</summary>
/// <param name="Ordinal">As in <see cref="ResponseStarted.Ordinal"/>.</param>
/// <param name="FirstSample">Position in the response.</param>
/// <param name="Samples">Owned by the event.</param>
/// <param name="Last">Nothing follows.</param>
/// <param name="Cancelled">Set once the response was cut off: the audio must not be sent any more.</param>
public sealed record ResponseAudio(
    string ResponseId,
    string ItemId,
    int Ordinal,
    long FirstSample,
    ReadOnlyMemory<short> Samples,
    bool Last,
    CancellationToken Cancelled
) : SessionEvent;

/// <summary>The response is over. The text is what was generated, or, when cut off, what had been sent.</summary>
public sealed record ResponseEnded(string ResponseId, string ItemId, int Ordinal, ResponseOutcome Outcome, string Text, ResponseUsage Usage)
    : SessionEvent;

/// <summary>Audio of this item that was sent and not played must be dropped (extension).</summary>
public sealed record PlaybackFlushed(int Ordinal) : SessionEvent;

/// <summary>The agent's voice must become quieter at once (extension).</summary>
public sealed record PlaybackDucked(double GainDb) : SessionEvent;

/// <summary>The agent's voice gets its volume back (extension).</summary>
public sealed record PlaybackRestored : SessionEvent;

/// <summary>A turn is over: where its time went (extension).</summary>
public sealed record TurnMeasured(TurnTimeline Timeline) : SessionEvent;

/// <summary>A command could not be carried out; the session goes on.</summary>
/// <param name="Code">The protocol's own code, for example <c>response_cancel_not_active</c>.</param>
/// <param name="Param">The field that was wrong, or null.</param>
/// <param name="EventId">The client's id of the command, or null.</param>
public sealed record CommandFailed(string Code, string Message, string? Param, string? EventId) : SessionEvent;
