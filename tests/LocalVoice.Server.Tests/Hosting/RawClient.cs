using System.Buffers.Binary;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using LocalVoice.Testing.Sessions;

namespace LocalVoice.Server.Tests.Hosting;

/// <summary>A WebSocket client that writes and reads bytes, so that it can break every rule.</summary>
internal sealed class RawClient : IAsyncDisposable
{
    private const string Handshake =
        "GET /v1/realtime HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n";

    private const string HeadersEnd = "\r\n\r\n";
    private static readonly byte[] Mask = [0x37, 0xFA, 0x21, 0x3D];

    private readonly TcpClient _tcp;
    private readonly Stream _stream;
    private readonly byte[] _buffer = new byte[64 * 1024];
    private ReadOnlyMemory<byte> _unread;

    private RawClient(TcpClient tcp, Stream stream) => (_tcp, _stream) = (tcp, stream);

    /// <summary>Connects and asks for the upgrade; nothing is read yet.</summary>
    public static async Task<RawClient> AskAsync(Uri address)
    {
        var tcp = new TcpClient { NoDelay = true };
        await tcp.ConnectAsync(address.Host, address.Port, TestClient.EventTimeout());
        Stream stream = tcp.GetStream();
        if (address.Scheme == Uri.UriSchemeHttps)
        {
            var secure = new SslStream(stream, leaveInnerStreamOpen: false, (_, certificate, _, _) => certificate is not null);
            await secure.AuthenticateAsClientAsync("localhost");
            stream = secure;
        }

        var client = new RawClient(tcp, stream);
        await client.WriteAsync(Encoding.ASCII.GetBytes(Handshake));
        return client;
    }

    /// <summary>A client with its session; the first event is read.</summary>
    public static async Task<(RawClient Client, FakeVoiceSession Session)> OpenAsync(RunningServer server)
    {
        var client = await AskAsync(server.Address);
        await client.ReadHeadersAsync();
        var session = await server.Sessions.Opened.ReadAsync(TestClient.EventTimeout());
        await server.LetFirstEventGoAsync();
        Assert.Contains("session.created", Encoding.UTF8.GetString((await client.NextAsync()).Payload), StringComparison.Ordinal);
        return (client, session);
    }

    /// <summary>A whole message of one frame, or one of its frames.</summary>
    public static byte[] Frame(int opcode, ReadOnlySpan<byte> payload, bool final = true, int reserved = 0, bool masked = true)
    {
        var frame = new List<byte> { (byte)((final ? 0x80 : 0) | (reserved << 4) | opcode) };
        var bit = masked ? 0x80 : 0;
        if (payload.Length < 126)
        {
            frame.Add((byte)(bit | payload.Length));
        }
        else
        {
            frame.Add((byte)(bit | 126));
            frame.AddRange([(byte)(payload.Length >> 8), (byte)payload.Length]);
        }

        frame.AddRange(masked ? Mask : []);
        for (var i = 0; i < payload.Length; i++)
        {
            frame.Add((byte)(payload[i] ^ (masked ? Mask[i % 4] : 0)));
        }

        return [.. frame];
    }

    public async Task WriteAsync(params byte[][] frames) => await _stream.WriteAsync(frames.SelectMany(frame => frame).ToArray());

    /// <summary>What one read brings: at least a byte, unless the server has ended the connection.</summary>
    public async Task<byte[]> ReadAsync()
    {
        var count = await _stream.ReadAsync(_buffer, TestClient.EventTimeout());
        return _buffer[..count];
    }

    /// <summary>Reads the answer to the handshake.</summary>
    /// <returns>What came with it.</returns>
    public async Task<byte[]> ReadHeadersAsync()
    {
        var read = new List<byte>();
        while (true)
        {
            read.AddRange(await ReadAsync());
            var text = Encoding.Latin1.GetString([.. read]);
            var end = text.IndexOf(HeadersEnd, StringComparison.Ordinal);
            if (end >= 0)
            {
                Assert.StartsWith("HTTP/1.1 101 ", text, StringComparison.Ordinal);
                var rest = read[(end + HeadersEnd.Length)..].ToArray();
                _unread = rest;
                return rest;
            }
        }
    }

    /// <summary>The server's next frame; opcode −1 when it has ended the connection.</summary>
    public async Task<(int Opcode, byte[] Payload)> NextAsync()
    {
        if (await TakeAsync(2) is not { } head)
        {
            return (-1, []);
        }

        Assert.Equal(0, head[1] & 0x80);
        var length = head[1] & 0x7F;
        length =
            length == 126 ? BinaryPrimitives.ReadUInt16BigEndian(await TakeAsync(2))
            : length == 127 ? (int)BinaryPrimitives.ReadUInt64BigEndian(await TakeAsync(8))
            : length;
        return (head[0] & 0x0F, await TakeAsync(length) ?? []);
    }

    /// <summary>The code of the server's close, which comes next; null when it just ends the connection.</summary>
    public async Task<int?> ExpectCloseAsync()
    {
        var (opcode, payload) = await NextAsync();
        Assert.True(opcode is 8 or -1, $"Expected a close, got opcode {opcode}: {Encoding.UTF8.GetString(payload)}");
        return opcode == 8 && payload.Length >= 2 ? BinaryPrimitives.ReadUInt16BigEndian(payload) : null;
    }

    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        _tcp.Dispose();
    }

    private async Task<byte[]?> TakeAsync(int count)
    {
        var taken = new List<byte>();
        while (taken.Count < count)
        {
            if (_unread.IsEmpty)
            {
                try
                {
                    _unread = await ReadAsync();
                }
                catch (IOException)
                {
                    return null;
                }

                if (_unread.IsEmpty)
                {
                    return null;
                }
            }

            var part = Math.Min(count - taken.Count, _unread.Length);
            taken.AddRange(_unread[..part].Span);
            _unread = _unread[part..];
        }

        return [.. taken];
    }
}
