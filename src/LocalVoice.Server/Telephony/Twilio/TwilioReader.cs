using System.Buffers.Binary;
using LocalVoice.Core.Audio;
using LocalVoice.Server.Protocol;
using LocalVoice.Server.Protocol.Incoming;
using LocalVoice.Server.Telephony.Calls;

namespace LocalVoice.Server.Telephony.Twilio;

/// <summary>
/// Reads the messages of one stream (https://www.twilio.com/docs/voice/media-streams/websocket-messages) and holds them to their
/// order: <c>connected</c>, <c>start</c>, then the others of that stream. Not thread-safe.
/// </summary>
internal sealed class TwilioReader
{
    /// <summary>Longest message: 1.5 s of audio; Twilio sends 20 ms at a time.</summary>
    public const int MostBytes = 16 * 1024;

    private const int SidCharacters = 128;
    private const int MarkCharacters = 256;
    private const int ModelCharacters = 500;

    private readonly byte[] _voice = new byte[MostBytes * 2];
    private bool _connected;
    private string? _stream;

    /// <exception cref="ProtocolException">Names what is wrong with the message, or that it comes out of order.</exception>
    public TwilioMessage Read(ReadOnlyMemory<byte> json)
    {
        using var document = StrictJson.Parse(json);
        var message = new EventField(document.RootElement, path: "");
        var kind = message["event"].Text();
        if (kind == "connected")
        {
            return Connect();
        }

        if (!_connected)
        {
            throw OutOfOrder($"'{kind}' came before 'connected'.");
        }

        if (kind == "start")
        {
            return Start(message);
        }

        RequireStream(message, kind);
        return kind switch
        {
            "media" => Media(message["media"]),
            "mark" => new TwilioMark(message["mark"]["name"].Text(MarkCharacters)),
            "dtmf" => new TwilioKey(KeyOf(message["dtmf"]["digit"])),
            "stop" => new TwilioStop(),
            _ => new TwilioOther(),
        };
    }

    private TwilioConnected Connect()
    {
        if (_connected)
        {
            throw OutOfOrder("'connected' came twice.");
        }

        _connected = true;
        return new();
    }

    private TwilioStart Start(EventField message)
    {
        if (_stream is not null)
        {
            throw OutOfOrder("'start' came twice.");
        }

        var start = message["start"];
        var stream = start["streamSid"].TextOrNull(SidCharacters) ?? message["streamSid"].Text(SidCharacters);
        if (stream.Length == 0)
        {
            throw start["streamSid"].Invalid("Expected the stream's id, but it is empty.");
        }

        RequireFormat(start["mediaFormat"]);
        var model = start["customParameters"]["model"].TextOrNull(ModelCharacters);
        _stream = stream;
        return new TwilioStart(stream, string.IsNullOrEmpty(model) ? null : model);
    }

    /// <summary>Twilio sends no other format; those that have copied the protocol may.</summary>
    private static void RequireFormat(EventField format)
    {
        if (format.IsAbsent)
        {
            return;
        }

        if (format["encoding"].TextOrNull() is not (null or "audio/x-mulaw"))
        {
            throw format["encoding"].NotOneOf("audio/x-mulaw");
        }

        var rate = PhoneSettings.Format.SampleRateHz;
        format["sampleRate"].Integer(rate, rate, absent: rate);
        format["channels"].Integer(1, 1, absent: 1);
    }

    private void RequireStream(EventField message, string kind)
    {
        if (_stream is null)
        {
            throw OutOfOrder($"'{kind}' came before 'start'.");
        }

        var stream = message["streamSid"];
        if (stream.Text(SidCharacters) != _stream)
        {
            throw stream.Invalid("It is not the id of this connection's stream.");
        }
    }

    /// <summary>With both tracks the agent's own voice comes too; it is not heard.</summary>
    private TwilioMessage Media(EventField media)
    {
        var payload = Base64Field.Read(media["payload"]);
        if (media["track"].TextOrNull() is not (null or "inbound"))
        {
            return new TwilioOther();
        }

        for (var i = 0; i < payload.Length; i++)
        {
            BinaryPrimitives.WriteInt16LittleEndian(_voice.AsSpan(2 * i), G711.DecodeMuLaw(payload[i]));
        }

        return new TwilioMedia(_voice.AsMemory(0, 2 * payload.Length));
    }

    private static char KeyOf(EventField digit) =>
        digit.Text() is [var key] && KeyPresses.Has(key) ? key : throw digit.Invalid("Expected one of 0…9, *, # and A…D.");

    private static ProtocolException OutOfOrder(string what) =>
        new("out_of_order", $"{what} Media Streams begin with 'connected', 'start'.");
}
