using System.Text.Json;
using System.Text.Json.Nodes;
using LocalVoice.Core.Sessions;
using LocalVoice.Server.Configuration;

namespace LocalVoice.Server.Protocol.Sessions;

/// <summary>
/// The session's document: as it is in force (events are written by it) and as the client has asked for it (its next
/// messages are read by it). Thread-safe: the reader proposes, the writer accepts or rejects.
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

    public SessionState(SessionProfile profile, Framing framing, ConnectRequest request, DateTimeOffset expiresAt)
    {
        _profile = profile;
        _reader = new SettingsReader(profile, framing, request.Language ?? profile.Language);
        var initial = SessionDocument.Create(profile, framing, request, expiresAt);
        _merge = new SessionMerge(initial, profile.Allowed);
        _accepted = _proposed = Describe(initial, clientEventId: null);
    }

    /// <summary>The settings by which the client's next message is to be read.</summary>
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

    /// <summary>The settings by which events are written.</summary>
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

    /// <summary>The whole effective session.</summary>
    public JsonElement Document
    {
        get
        {
            lock (_lock)
            {
                return _accepted.Document;
            }
        }
    }

    /// <summary>Names the session, before anything is sent.</summary>
    public void Identify(string id)
    {
        lock (_lock)
        {
            var document = JsonObject.Create(_accepted.Document)!;
            document["id"] = id;
            _accepted = _proposed = Describe(document, clientEventId: null);
        }
    }

    /// <summary>The command for a <c>session.update</c>. All of it applies, or nothing.</summary>
    /// <exception cref="ProtocolException">Something in it is wrong.</exception>
    public UpdateSettings Propose(EventField patch, string? clientEventId)
    {
        lock (_lock)
        {
            var before = _proposed;
            var document = _merge.Apply(JsonObject.Create(before.Document)!, patch);
            FollowLanguage(document, before);
            _proposed = Describe(document, clientEventId);
            _pending.Enqueue(_proposed);
            return new UpdateSettings(_proposed.Settings) { EventId = _proposed.Id };
        }
    }

    /// <summary>The oldest proposal is in force.</summary>
    public void Accept()
    {
        lock (_lock)
        {
            _accepted = _pending.TryDequeue(out var accepted) ? accepted : _accepted;
        }
    }

    /// <summary>A failure as the client must be told: about its own event, and without what it had proposed.</summary>
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

    /// <summary>Instructions that are still the language's own change with the language.</summary>
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
        return new Proposal($"session.update#{_proposals++}", clientEventId, element, _reader.Read(Field(element)));
    }

    private static EventField Field(JsonElement document) => new(document, "session");

    private sealed record Proposal(string Id, string? ClientEventId, JsonElement Document, SessionSettings Settings);
}
