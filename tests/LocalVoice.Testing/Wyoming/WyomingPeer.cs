using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace LocalVoice.Testing.Wyoming;

/// <summary>
/// A client that writes and reads bytes as the protocol's README says, and that can break every rule. What does not come within
/// 30 s fails.
/// </summary>
public sealed class WyomingPeer : IAsyncDisposable
{
    private static readonly JsonElement Nothing = JsonDocument.Parse("{}").RootElement;

    private readonly Socket _socket;
    private readonly BufferedStream _stream;

    private WyomingPeer(Socket socket) => (_socket, _stream) = (socket, new(new NetworkStream(socket, ownsSocket: true)));

    /// <param name="receiveBytes">Of the system's buffer; 0 for its own.</param>
    public static async Task<WyomingPeer> ConnectAsync(IPEndPoint address, int receiveBytes = 0)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        if (receiveBytes > 0)
        {
            socket.ReceiveBufferSize = receiveBytes;
        }

        await socket.ConnectAsync(address, Patience());
        return new(socket);
    }

    public static object Format(int rate = 16_000, int width = 2, int channels = 1) =>
        new
        {
            rate,
            width,
            channels,
        };

    /// <returns>16 bit, little-endian.</returns>
    public static byte[] Pcm(IEnumerable<float> samples) =>
        [.. samples.SelectMany(sample => BitConverter.GetBytes((short)(sample * 32767)))];

    /// <summary>As the reference client writes it: the data after the header.</summary>
    public Task SendAsync(string type, object? data = null, byte[]? payload = null)
    {
        var json = data is null ? [] : JsonSerializer.SerializeToUtf8Bytes(data);
        var header = new Dictionary<string, object> { ["type"] = type, ["version"] = "1.9.0" };
        if (json.Length > 0)
        {
            header["data_length"] = json.Length;
        }

        if (payload is { Length: > 0 })
        {
            header["payload_length"] = payload.Length;
        }

        return SendBytesAsync([.. JsonSerializer.SerializeToUtf8Bytes(header), (byte)'\n', .. json, .. payload ?? []]);
    }

    public Task SendLineAsync(string line) => SendBytesAsync(Encoding.UTF8.GetBytes(line + "\n"));

    public async Task SendBytesAsync(byte[] bytes)
    {
        for (var rest = bytes.AsMemory(); rest.Length > 0; )
        {
            rest = rest[await _socket.SendAsync(rest, Patience())..];
        }
    }

    /// <summary>Closes its side of the connection.</summary>
    public void EndSending() => _socket.Shutdown(SocketShutdown.Send);

    /// <summary>An audio stream in chunks of 64 ms, with its start and stop unless it is to have none.</summary>
    /// <param name="samples">−1…1.</param>
    public async Task SendAudioAsync(float[] samples, bool start = true, bool stop = true, int rateHz = 16_000)
    {
        ArgumentNullException.ThrowIfNull(samples);
        if (start)
        {
            await SendAsync("audio-start", Format(rateHz));
        }

        foreach (var chunk in samples.Chunk(1024))
        {
            await SendAsync("audio-chunk", Format(rateHz), Pcm(chunk));
        }

        if (stop)
        {
            await SendAsync("audio-stop");
        }
    }

    /// <returns>Null at the end of the connection.</returns>
    public async Task<PeerEvent?> NextAsync()
    {
        if (await LineAsync() is not { } line)
        {
            return null;
        }

        var header = JsonDocument.Parse(line).RootElement;
        var data = await ExactlyAsync(header, "data_length");
        var payload = await ExactlyAsync(header, "payload_length");
        var inline = header.TryGetProperty("data", out var own) ? own : Nothing;
        return new(header.GetProperty("type").GetString()!, data.Length > 0 ? JsonDocument.Parse(data).RootElement : inline, payload);
    }

    /// <summary>The next event.</summary>
    /// <exception cref="InvalidDataException">It is of another type.</exception>
    public async Task<PeerEvent> ExpectAsync(string type) =>
        await NextAsync() is { } next && next.Type == type ? next : throw new InvalidDataException($"It is no {type}, or the end.");

    /// <summary>All up to one of this type, that included.</summary>
    /// <exception cref="InvalidDataException">An error or the end came before it.</exception>
    public async Task<IReadOnlyList<PeerEvent>> UpToAsync(string type)
    {
        var all = new List<PeerEvent>();
        while (await NextAsync() is { } next)
        {
            all.Add(next);
            if (next.Type == type)
            {
                return all;
            }

            if (next.Type == "error")
            {
                throw new InvalidDataException($"Expected {type}, got {next.Data}.");
            }
        }

        throw new InvalidDataException($"Expected {type}, got the end after {string.Join(", ", all.Select(one => one.Type))}.");
    }

    /// <summary>The code of the error that must come, after which the connection must end.</summary>
    /// <exception cref="InvalidDataException">Something else came.</exception>
    public async Task<string?> RefusalAsync()
    {
        var error = await ExpectAsync("error");
        return error.Text("text") is { Length: > 0 } && await NextAsync() is null
            ? error.Text("code")
            : throw new InvalidDataException("The connection goes on after its error, or the error says nothing.");
    }

    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    private static CancellationToken Patience() => new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token;

    private async Task<byte[]?> LineAsync()
    {
        var line = new List<byte>();
        var next = new byte[1];
        while (await ReadAsync(next) > 0)
        {
            if (next[0] == '\n')
            {
                return [.. line];
            }

            line.Add(next[0]);
        }

        return line.Count == 0 ? null : throw new InvalidDataException("The connection ended amid a line.");
    }

    private async Task<byte[]> ExactlyAsync(JsonElement header, string length)
    {
        var bytes = new byte[header.TryGetProperty(length, out var count) ? count.GetInt32() : 0];
        await _stream.ReadExactlyAsync(bytes, Patience());
        return bytes;
    }

    private async Task<int> ReadAsync(byte[] bytes)
    {
        try
        {
            return await _stream.ReadAsync(bytes, Patience());
        }
        catch (IOException reset) when (reset.InnerException is SocketException)
        {
            return 0;
        }
    }
}
