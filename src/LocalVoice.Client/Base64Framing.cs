using System.Net.WebSockets;
using System.Runtime.InteropServices;
using System.Text;

namespace LocalVoice.Client;

/// <summary>
/// Subprotocol <c>realtime</c>, as used by stock clients: audio as base64 in events, 24 kHz in both directions. Audio is also
/// taken under the name that it had in the protocol's beta.
/// </summary>
/// <param name="keepsEvents">Whether the agent's audio stays in its events, for a caller that wants these.</param>
public sealed class Base64Framing(bool keepsEvents = false) : IClientFraming
{
    private const int RateHz = 24_000;
    private string? _item;
    private int _ordinal;
    private long _nextSample;

    public string Subprotocol => "realtime";

    public int InputRateHz => RateHz;

    public bool HasExtensions => false;

    public (WebSocketMessageType Type, ReadOnlyMemory<byte> Payload) EncodeAudio(ReadOnlySpan<short> samples)
    {
        var base64 = Convert.ToBase64String(MemoryMarshal.AsBytes(samples));
        var json = $$"""{"type":"input_audio_buffer.append","audio":"{{base64}}"}""";
        return (WebSocketMessageType.Text, Encoding.ASCII.GetBytes(json));
    }

    public ServerMessage Decode(WebSocketMessageType type, ReadOnlyMemory<byte> payload, long timestamp)
    {
        if (type == WebSocketMessageType.Binary)
        {
            throw new ProtocolViolationException("A binary frame has no meaning in subprotocol realtime.");
        }

        var decoded = EventJson.Parse(payload, timestamp);
        return !keepsEvents && decoded.Type is "response.output_audio.delta" or "response.audio.delta" ? ToAudio(decoded) : decoded;
    }

    private ResponseAudio ToAudio(ServerEvent delta)
    {
        if (delta.Text("item_id") != _item)
        {
            (_item, _nextSample) = (delta.Text("item_id"), 0);
            _ordinal++;
        }

        var bytes = delta.Body.GetProperty("delta").GetBytesFromBase64();
        var samples = MemoryMarshal.Cast<byte, short>(bytes).ToArray();
        var first = _nextSample;
        _nextSample += samples.Length;
        return new ResponseAudio(_ordinal, first, samples, RateHz, delta.Timestamp);
    }
}
