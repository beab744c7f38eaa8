using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using LocalVoice.Core.Conversation;
using LocalVoice.Core.Sessions;
using LocalVoice.Server.Configuration;

namespace LocalVoice.Server.Protocol.Sessions;

/// <summary>
/// The session object as accepted (events are written with it) and as proposed by the client (its next messages are
/// read with it). Thread-safe: the reader proposes, the writer accepts or rejects.
/// </summary>
internal sealed class SessionState
{
    private readonly Lock _lock = new();
    private readonly SessionProfile _profile;
    private readonly SettingsReader _reader;
    private readonly SessionMerge _merge;
    private readonly Queue<Proposal> _pending = new();
    private Proposal _accepted;
    private Proposal _proposed;
    private int _proposals;

    /// <param name="configured">What the session begins with, as an update of the initial one.</param>
    /// <exception cref="ProtocolException">A field of it is invalid, or too much would be kept.</exception>
    public SessionState(
        SessionProfile profile,
        Framing framing,
        ConnectRequest request,
        ConversationOptions limits,
        DateTimeOffset expiresAt,
        EventField configured = default
    )
    {
        _profile = profile;
        Limits = limits;
        _reader = new SettingsReader(profile, framing, limits, request.Language ?? profile.Language);
        var initial = SessionDocument.Create(profile, framing, request, expiresAt);
        _merge = new SessionMerge(initial, profile.Allowed);
        HasExtensions = initial.ContainsKey(SessionDocument.ExtensionsField);
        _accepted = _proposed = Describe(initial, clientEventId: null);
        if (!configured.IsAbsent)
        {
            var unknown = new List<ProtocolException>();
            _accepted = _proposed = Merged(configured, clientEventId: null, unknown);
            if (unknown is [var first, ..])
            {
                throw first;
            }

            _merge = new SessionMerge(JsonObject.Create(_accepted.Document)!, profile.Allowed);
        }
    }

    /// <summary>Of what the client sends.</summary>
    public ConversationOptions Limits { get; }

    /// <summary>Whether the client gets the events of README.md that stock clients do not know.</summary>
    public bool HasExtensions { get; }

    /// <summary>Addresses of servers of tools that the operator allows.</summary>
    public ToolAddresses ToolServers => _profile.ToolServers;

    /// <summary>The settings for reading the client's next message.</summary>
    public SessionSettings Proposed
    {
        get
        {
            lock (_lock)
            {
                return _proposed.Settings;
            }
        }
    }

    /// <summary>The settings for writing events.</summary>
    public SessionSettings InForce
    {
        get
        {
            lock (_lock)
            {
                return _accepted.Settings;
            }
        }
    }

    public bool IsTranscriptionOnly
    {
        get
        {
            lock (_lock)
            {
                return SettingsReader.IsTranscriptionOnly(Field(_proposed.Document));
            }
        }
    }

    /// <summary>The whole effective session object, but for keys of other servers.</summary>
    public JsonElement Document
    {
        get
        {
            lock (_lock)
            {
                return _accepted.Shown;
            }
        }
    }

    /// <summary>Sets the session's id, before anything is sent.</summary>
    public void Identify(string id)
    {
        lock (_lock)
        {
            var document = JsonObject.Create(_accepted.Document)!;
            document["id"] = id;
            _accepted = _proposed = Describe(document, clientEventId: null);
        }
    }

    /// <summary>The command for a <c>session.update</c>. Applied completely or not at all, but for fields that do not exist.</summary>
    /// <param name="unknown">Gets an error for each of those.</param>
    /// <exception cref="ProtocolException">A field of the update is invalid, or too much would be kept.</exception>
    public UpdateSettings Propose(EventField patch, string? clientEventId, List<ProtocolException> unknown)
    {
        lock (_lock)
        {
            RequireFewPending();
            _proposed = Merged(patch, clientEventId, unknown);
            _pending.Enqueue(_proposed);
            return new UpdateSettings(_proposed.Settings) { EventId = _proposed.Id };
        }
    }

    /// <summary>Accepts the oldest proposal.</summary>
    public void Accept()
    {
        lock (_lock)
        {
            _accepted = _pending.TryDequeue(out var accepted) ? accepted : _accepted;
        }
    }

    /// <summary>Attributes a failure to the client's own event, and rejects what that event proposed.</summary>
    public CommandFailed Attribute(CommandFailed failure)
    {
        lock (_lock)
        {
            if (!_pending.TryPeek(out var proposal) || proposal.Id != failure.EventId)
            {
                return failure;
            }

            _pending.Dequeue();
            _proposed = _pending.Count == 0 ? _accepted : _proposed;
            return failure with { EventId = proposal.ClientEventId };
        }
    }

    private void RequireFewPending()
    {
        if (_pending.Count >= FieldLimits.PendingUpdates)
        {
            throw new ProtocolException(
                "too_many_updates",
                $"{_pending.Count} updates of the session are not answered yet: wait for session.updated before the next.",
                "session"
            );
        }
    }

    private static void RequireSize(JsonElement document)
    {
        var instructions = document.GetProperty("instructions");
        var bytes = JsonMarshal.GetRawUtf8Value(document).Length - JsonMarshal.GetRawUtf8Value(instructions).Length;
        if (bytes > FieldLimits.SessionBytes)
        {
            throw new ProtocolException(
                TextLimit.ErrorCode,
                $"Without its instructions the session would have {bytes} bytes of JSON; at most {FieldLimits.SessionBytes} are kept: "
                    + "shorten its tools, vocabulary or whatever else is long.",
                "session"
            );
        }
    }

    private Proposal Merged(EventField patch, string? clientEventId, List<ProtocolException> unknown)
    {
        var document = _merge.Apply(JsonObject.Create(_proposed.Document)!, patch, unknown);
        FollowLanguage(document, _proposed);
        var merged = Describe(document, clientEventId);
        RequireSize(merged.Document);
        return merged;
    }

    /// <summary>Instructions that are the language's default follow a change of language.</summary>
    private void FollowLanguage(JsonObject document, Proposal before)
    {
        var language = _reader.Language(Field(JsonSerializer.SerializeToElement(document)));
        var own = _profile.InstructionsFor(before.Settings.Language);
        if (
            language != before.Settings.Language
            && document["instructions"] is JsonValue text
            && text.TryGetValue(out string? said)
            && said == own
        )
        {
            document["instructions"] = _profile.InstructionsFor(language);
        }
    }

    private Proposal Describe(JsonObject document, string? clientEventId)
    {
        var element = JsonSerializer.SerializeToElement(document);
        var settings = _reader.Read(Field(element));
        return new Proposal($"session.update#{_proposals++}", clientEventId, element, ShownSession.Of(element), settings);
    }

    private static EventField Field(JsonElement document) => new(document, "session");

    private sealed record Proposal(string Id, string? ClientEventId, JsonElement Document, JsonElement Shown, SessionSettings Settings);
}
