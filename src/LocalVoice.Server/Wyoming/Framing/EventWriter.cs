using System.Buffers;
using System.Net.Sockets;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace LocalVoice.Server.Wyoming.Framing;

/// <summary>Writes events whole, one after the other. Thread-safe.</summary>
/// <param name="output">Not owned.</param>
internal sealed class EventWriter(Stream output) : IDisposable
{
    // Read by programs, never as part of a page.
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly SemaphoreSlim _one = new(1);

    /// <param name="data">An object of anonymous type; null for none.</param>
    /// <exception cref="ClientLostException">The connection is gone, or the client does not take what it is sent.</exception>
    public async ValueTask WriteAsync(string type, object? data = null, ReadOnlyMemory<byte> payload = default)
    {
        var bytes = Bytes(type, data, payload.Span);
        await _one.WaitAsync().ConfigureAwait(false);
        try
        {
            await output.WriteAsync(bytes).ConfigureAwait(false);
        }
        catch (Exception lost) when (lost is IOException or SocketException or ObjectDisposedException)
        {
            throw new ClientLostException(lost);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private static ReadOnlyMemory<byte> Bytes(string type, object? data, ReadOnlySpan<byte> payload)
    {
        var json = data is null ? [] : JsonSerializer.SerializeToUtf8Bytes(data, Json);
        var all = new ArrayBufferWriter<byte>(128 + json.Length + payload.Length);
        using (var header = new Utf8JsonWriter(all))
        {
            header.WriteStartObject();
            header.WriteString("type", type);
            WriteLength(header, "data_length", json.Length);
            WriteLength(header, "payload_length", payload.Length);
            header.WriteEndObject();
        }

        all.Write("\n"u8);
        all.Write(json);
        all.Write(payload);
        return all.WrittenMemory;
    }

    private static void WriteLength(Utf8JsonWriter header, string name, int length)
    {
        if (length > 0)
        {
            header.WriteNumber(name, length);
        }
    }
}

/// <summary>Nobody is there to be sent anything.</summary>
internal sealed class ClientLostException(Exception inner) : Exception(inner.Message, inner);
