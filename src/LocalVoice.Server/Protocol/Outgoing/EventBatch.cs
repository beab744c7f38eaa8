using System.Buffers;
using System.Net.WebSockets;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace LocalVoice.Server.Protocol.Outgoing;

/// <summary>
/// The messages produced by one session event, in order. Buffers are reused: no allocation in steady state. Not
/// thread-safe.
/// </summary>
internal sealed class EventBatch(EventIds ids) : IDisposable
{
    /// <summary>A larger buffer is replaced after use. Chosen by trial, not measured.</summary>
    private const int KeptBytes = 256 * 1024;

    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    private readonly List<OutboundMessage> _messages = [];
    private ArrayBufferWriter<byte> _buffer = new(1024);
    private readonly Utf8JsonWriter _json = new(Stream.Null, Options);
    private CancellationToken _cancelled;

    public IReadOnlyList<OutboundMessage> Messages => _messages;

    /// <summary>Begins an event; write its fields to the result, then call <see cref="End"/>.</summary>
    /// <param name="cancelled">Cancelled when the event must not be sent any more.</param>
    public Utf8JsonWriter Begin(string type, CancellationToken cancelled = default)
    {
        _cancelled = cancelled;
        if (_buffer.Capacity > KeptBytes)
        {
            _buffer = new ArrayBufferWriter<byte>(1024);
        }

        _buffer.ResetWrittenCount();
        _json.Reset(_buffer);
        _json.WriteStartObject();
        _json.WriteString("type"u8, type);
        Span<byte> id = stackalloc byte[32];
        "event_"u8.CopyTo(id);
        ids.Next().TryFormat(id["event_"u8.Length..], out var digits, provider: null);
        _json.WriteString("event_id"u8, id[..("event_"u8.Length + digits)]);
        return _json;
    }

    public void End()
    {
        _json.WriteEndObject();
        _json.Flush();
        var written = _buffer.WrittenSpan;
        var message = Rent(written.Length, WebSocketMessageType.Text, overtakable: false, _cancelled);
        written.CopyTo(message.Buffer);
    }

    /// <summary>Adds a message whose bytes are filled in by the caller.</summary>
    public OutboundMessage Rent(int bytes, WebSocketMessageType type, bool overtakable, CancellationToken cancelled)
    {
        var message = new OutboundMessage(ArrayPool<byte>.Shared.Rent(bytes), bytes, type, overtakable, cancelled);
        _messages.Add(message);
        return message;
    }

    /// <summary>Clears the batch after its messages were handed over.</summary>
    public void Clear() => _messages.Clear();

    public void Dispose() => _json.Dispose();
}
