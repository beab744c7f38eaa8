using System.Text.Json;
using LocalVoice.Core.Sessions;
using LocalVoice.Server.Protocol;
using LocalVoice.Server.Protocol.Incoming;
using LocalVoice.Server.Protocol.Outgoing;
using LocalVoice.Server.Protocol.Sessions;

namespace LocalVoice.Server.Transport;

/// <summary>
/// Passes a client's messages to its session. An invalid message is answered by an <c>error</c> event and has no
/// other effect. One message at a time.
/// </summary>
internal sealed class ClientMessages(IVoiceSession session, SessionState state, Framing framing, Outbox outbox, EventIds ids) : IDisposable
{
    private readonly EventBatch _errors = new(ids);
    private readonly AppendedAudio _appended = new(session.Memory);

    public async ValueTask HandleAsync(IncomingMessage message, CancellationToken cancellationToken)
    {
        try
        {
            switch (message.Kind)
            {
                case IncomingKind.Binary:
                    await AppendAsync(RequireFrame(message.Payload), eventId: null, cancellationToken);
                    break;
                case IncomingKind.Text when framing != Framing.Call && _appended.TryRead(message.Payload, out var audio):
                    await AppendAsync(audio, _appended.EventId, cancellationToken);
                    break;
                case IncomingKind.Text:
                    await SendAsync(message.Payload, cancellationToken);
                    break;
                case IncomingKind.NoMemory:
                    throw new ProtocolException(
                        "session_memory_exceeded",
                        "The server has no memory for this message beside what it holds for the session; it was dropped. "
                            + "Send audio in smaller pieces."
                    );
                default:
                    throw new ProtocolException("message_too_long", "The message is longer than this server takes; it was dropped.");
            }
        }
        catch (ProtocolException error)
        {
            ErrorEvent.Write(_errors, error, message.Kind == IncomingKind.Text ? EventIdScan.Find(message.Payload.Span) : null);
            await outbox.SendAsync(_errors, cancellationToken);
        }
    }

    public void Dispose()
    {
        _errors.Dispose();
        _appended.Dispose();
    }

    private async ValueTask AppendAsync(ReadOnlyMemory<byte> audio, string? eventId, CancellationToken cancellationToken)
    {
        while (audio.Length > 0)
        {
            var piece = audio[..Math.Min(audio.Length, TransportBudgets.AppendBytes)];
            await session.AppendAudioAsync(piece, eventId, cancellationToken);
            audio = audio[piece.Length..];
        }
    }

    private ReadOnlyMemory<byte> RequireFrame(ReadOnlyMemory<byte> frame) =>
        framing != Framing.LocalVoice
            ? throw new ProtocolException(
                "unsupported_message",
                "Binary messages need subprotocol 'localvoice'; here audio travels in input_audio_buffer.append."
            )
            : frame;

    /// <summary>Fields that do not exist are told; the rest of the event is executed all the same.</summary>
    private async ValueTask SendAsync(ReadOnlyMemory<byte> json, CancellationToken cancellationToken)
    {
        var unknown = new List<ProtocolException>();
        var command = ReadCommand(json, unknown);
        foreach (var error in unknown.Take(FieldLimits.UnknownFields))
        {
            ErrorEvent.Write(_errors, error, command.ClientEventId);
            await outbox.SendAsync(_errors, cancellationToken);
        }

        await session.SendAsync(command.Command, cancellationToken);
    }

    private (SessionCommand Command, string? ClientEventId) ReadCommand(ReadOnlyMemory<byte> json, List<ProtocolException> unknown)
    {
        if (json.Length > TransportBudgets.CommandBytes)
        {
            throw new ProtocolException(
                "message_too_long",
                $"The event has {json.Length} bytes; only {ClientEvents.Append} may have more than {TransportBudgets.CommandBytes}."
            );
        }

        using var document = StrictJson.Parse(json);
        var body = new EventField(document.RootElement, path: "");
        var eventId = body["event_id"].TextOrNull(FieldLimits.EventId);
        var type = body["type"].Text();
        SessionCommand command = type switch
        {
            ClientEvents.SessionUpdate => state.Propose(RequireSession(body["session"]), eventId, unknown),
            ClientEvents.Append when framing == Framing.Call => throw new ProtocolException(
                "unsupported_event",
                $"In a call the user's voice comes by its audio track: send that instead of {ClientEvents.Append}.",
                "type"
            ),
            ClientEvents.Append => throw DescribeAppend(body["audio"]),
            "response.create" when state.IsTranscriptionOnly => throw new ProtocolException(
                "invalid_value",
                "A transcription session has no responses.",
                "type"
            ),
            _ => ClientEvents.Read(type, body, new(framing, state.Limits, state.Proposed, unknown) { ToolServers = state.ToolServers }) with
            {
                EventId = eventId,
            },
        };
        return (command, eventId);
    }

    private static EventField RequireSession(EventField session) =>
        session.Element.ValueKind == JsonValueKind.Object ? session : throw Describe(session, "an object");

    /// <summary>Describes the error of an append event that the fast path could not read.</summary>
    private static ProtocolException DescribeAppend(EventField audio) =>
        audio.IsString ? audio.Invalid("Expected base64-encoded audio.") : Describe(audio, "a string");

    private static ProtocolException Describe(EventField field, string expected) =>
        field.IsAbsent
            ? new ProtocolException("missing_required_parameter", $"Missing required parameter: '{field.Path}'.", field.Path)
            : field.WrongType(expected);
}
