using System.Text.Json;
using System.Text.Json.Nodes;
using LocalVoice.Engines.OpenAI.Http;

namespace LocalVoice.Engines.OpenAI.Chat;

/// <summary>
/// The events of a streamed response (<c>data: {json}</c> … <c>data: [DONE]</c>), checked and translated on their way to the
/// package: an error amid them, an end before its time and what is no event throw <see cref="Remote.BackendException"/>.
/// </summary>
internal sealed class ChunkStream(Stream response, ChatExchange exchange, ServiceConnection connection) : ReadOnlyStream
{
    private readonly LineReader _lines = new(response);
    private readonly ChunkDialect _dialect = new(exchange.Extras);
    private ReadOnlyMemory<byte> _event;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_event.IsEmpty)
        {
            _event = await NextAsync(cancellationToken).ConfigureAwait(false);
        }

        var length = Math.Min(buffer.Length, _event.Length);
        _event[..length].CopyTo(buffer);
        _event = _event[length..];
        return length;
    }

    public override async ValueTask DisposeAsync()
    {
        await _lines.DisposeAsync().ConfigureAwait(false);
        await response.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    protected override void Dispose(bool disposing)
    {
        response.Dispose();
        base.Dispose(disposing);
    }

    /// <returns>An event with its end; nothing at the end of the stream.</returns>
    private async ValueTask<ReadOnlyMemory<byte>> NextAsync(CancellationToken cancellationToken)
    {
        while (await LineAsync(cancellationToken).ConfigureAwait(false) is { } line)
        {
            if (IsData(line, out var data))
            {
                return data.Span.SequenceEqual("[DONE]"u8) ? Done() : Event(data);
            }

            if (!IsFieldOrComment(line))
            {
                throw connection.Failures.Malformed("what is no event stream");
            }
        }

        return default;
    }

    private async ValueTask<byte[]?> LineAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _lines.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidDataException)
        {
            throw connection.Failures.Malformed("an event without an end");
        }
        catch (Exception error) when (error is IOException or HttpRequestException)
        {
            throw connection.Network.Of(error);
        }
    }

    private ReadOnlyMemory<byte> Done()
    {
        exchange.Done = true;
        return "data: [DONE]\n\n"u8.ToArray();
    }

    private ReadOnlyMemory<byte> Event(ReadOnlyMemory<byte> data)
    {
        var chunk = Parse(data.Span);
        if ((chunk["error"] ?? chunk["x_groq"]?["error"]) is { } error)
        {
            throw connection.Failures.Amid(ServiceErrorBody.Of(error.Deserialize<JsonElement>()));
        }

        exchange.Read(chunk);
        _dialect.Translate(chunk);
        return (byte[])[.. "data: "u8, .. JsonSerializer.SerializeToUtf8Bytes(chunk), .. "\n\n"u8];
    }

    private JsonObject Parse(ReadOnlySpan<byte> data)
    {
        try
        {
            return JsonNode.Parse(data) as JsonObject ?? throw connection.Failures.Malformed("an event that is no JSON object");
        }
        catch (JsonException)
        {
            throw connection.Failures.Malformed("an event that is no JSON");
        }
    }

    private static bool IsData(byte[] line, out ReadOnlyMemory<byte> data)
    {
        var start = line is [(byte)'d', (byte)'a', (byte)'t', (byte)'a', (byte)':', ..] ? "data:".Length : line.Length;
        while (start < line.Length && line[start] == ' ')
        {
            start++;
        }

        data = line.AsMemory(start);
        return !data.IsEmpty;
    }

    private static bool IsFieldOrComment(ReadOnlySpan<byte> line) =>
        line.IsEmpty
        || line[0] == ':'
        || line.StartsWith("data:"u8)
        || line.StartsWith("event:"u8)
        || line.StartsWith("id:"u8)
        || line.StartsWith("retry:"u8);
}
