using System.Buffers.Binary;
using System.Net.WebSockets;
using System.Runtime.InteropServices;

namespace LocalVoice.Client;

/// <summary>
/// Subprotocol <c>localvoice</c>. To the server: raw s16le. From the server: a 16-byte little-endian header (u8
/// version, u8 flags, u16 zero, u32 ordinal, u64 first sample), then s16le at the rate announced by
/// <c>localvoice.audio.begin</c>.
/// </summary>
public sealed class LocalVoiceFraming : IClientFraming
{
    private const int HeaderBytes = 16;
    private readonly Dictionary<int, int> _rates = [];
    private byte[] _outgoing = [];

    public string Subprotocol => "localvoice";

    public int InputRateHz => 16_000;

    public bool HasExtensions => true;

    public (WebSocketMessageType Type, ReadOnlyMemory<byte> Payload) EncodeAudio(ReadOnlySpan<short> samples)
    {
        var bytes = MemoryMarshal.AsBytes(samples);
        if (_outgoing.Length < bytes.Length)
        {
            _outgoing = new byte[bytes.Length];
        }

        bytes.CopyTo(_outgoing);
        return (WebSocketMessageType.Binary, _outgoing.AsMemory(0, bytes.Length));
    }

    public ServerMessage Decode(WebSocketMessageType type, ReadOnlyMemory<byte> payload, long timestamp)
    {
        if (type == WebSocketMessageType.Binary)
        {
            return DecodeAudio(payload.Span, timestamp);
        }

        var decoded = EventJson.Parse(payload, timestamp);
        if (decoded.Type == "localvoice.audio.begin")
        {
            _rates[decoded.Body.GetProperty("ordinal").GetInt32()] = decoded.Body.GetProperty("rate").GetInt32();
        }

        return decoded;
    }

    private ResponseAudio DecodeAudio(ReadOnlySpan<byte> payload, long timestamp)
    {
        if (payload.Length < HeaderBytes || payload.Length % 2 != 0 || payload[0] != 1)
        {
            throw new ProtocolViolationException($"A binary frame of {payload.Length} bytes has no header of version 1.");
        }

        var ordinal = BinaryPrimitives.ReadInt32LittleEndian(payload[4..]);
        var first = BinaryPrimitives.ReadInt64LittleEndian(payload[8..]);
        return _rates.TryGetValue(ordinal, out var rate)
            ? new ResponseAudio(ordinal, first, MemoryMarshal.Cast<byte, short>(payload[HeaderBytes..]).ToArray(), rate, timestamp)
            : throw new ProtocolViolationException($"Audio of item {ordinal} arrived before its localvoice.audio.begin.");
    }
}
