using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace LocalVoice.Testing.Telephony;

/// <summary>
/// Asterisk's end of an AudioSocket, strict: the server may send audio of 20 ms, 16 bits and 8 kHz, and a hang-up after which it says
/// no more.
/// </summary>
public sealed class FakeAsterisk : IAsyncDisposable
{
    private const byte HangUp = 0x00;
    private const byte Uuid = 0x01;
    private const byte Key = 0x03;
    private const byte Audio = 0x10;
    private const int AudioBytes = 320;

    private readonly TcpClient _tcp;
    private readonly NetworkStream _stream;
    private readonly Channel<byte[]> _sent = Channel.CreateBounded<byte[]>(10_000);
    private readonly Task _reading;

    private FakeAsterisk(TcpClient tcp)
    {
        _tcp = tcp;
        _stream = tcp.GetStream();
        _reading = ReadAsync();
    }

    /// <summary>The audio of every frame of the server's; completes when it has ended the call, and fails when it breaks a rule.</summary>
    public ChannelReader<byte[]> Sent => _sent.Reader;

    /// <summary>Whether the server has hung up, and not only closed the connection.</summary>
    public bool WasHungUp { get; private set; }

    /// <summary>Connects; nothing is said yet.</summary>
    public static async Task<FakeAsterisk> DialAsync(EndPoint server)
    {
        var tcp = new TcpClient { NoDelay = true };
        await tcp.ConnectAsync((IPEndPoint)server);
        return new(tcp);
    }

    /// <summary>Connects and tells the call's UUID.</summary>
    public static async Task<FakeAsterisk> CallAsync(EndPoint server, Guid? uuid = null)
    {
        var call = await DialAsync(server);
        await call.SendAsync(Uuid, (uuid ?? Guid.NewGuid()).ToByteArray(bigEndian: true));
        return call;
    }

    /// <param name="voice">16-bit little-endian samples at 8 kHz.</param>
    public Task HearAsync(byte[] voice) => SendAsync(Audio, voice);

    public Task PressAsync(char key) => SendAsync(Key, [(byte)key]);

    public Task HangUpAsync() => SendAsync(HangUp, []);

    public Task SendAsync(byte type, byte[] payload)
    {
        var frame = new byte[3 + payload.Length];
        frame[0] = type;
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(1), (ushort)payload.Length);
        payload.CopyTo(frame, 3);
        return SendRawAsync(frame);
    }

    public async Task SendRawAsync(byte[] bytes) => await _stream.WriteAsync(bytes);

    /// <summary>The server's next 20 ms; null when it has ended the call.</summary>
    /// <exception cref="InvalidDataException">It, or something before, breaks a rule.</exception>
    public async Task<byte[]?> NextAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        return await _sent.Reader.WaitToReadAsync(patience.Token) ? await _sent.Reader.ReadAsync(patience.Token) : null;
    }

    /// <summary>Reads on until the server ends the call.</summary>
    /// <returns>Whether it hung up.</returns>
    public async Task<bool> EndedAsync()
    {
        while (await NextAsync() is not null) { }

        return WasHungUp;
    }

    public async ValueTask DisposeAsync()
    {
        _tcp.Dispose();
        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task ReadAsync()
    {
        try
        {
            var head = new byte[3];
            while (await _stream.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false) is > 0 and var count)
            {
                Require(count == head.Length && !WasHungUp, "whole frames, and none after a hang-up");
                var payload = new byte[BinaryPrimitives.ReadUInt16BigEndian(head.AsSpan(1))];
                await _stream.ReadExactlyAsync(payload);
                if (head[0] == HangUp)
                {
                    Require(payload.Length == 0, "a hang-up has no payload");
                    WasHungUp = true;
                    continue;
                }

                Require(head[0] == Audio && payload.Length == AudioBytes, $"audio of {AudioBytes} bytes");
                await _sent.Writer.WriteAsync(payload);
            }

            _sent.Writer.TryComplete();
        }
        catch (InvalidDataException broken)
        {
            _sent.Writer.TryComplete(broken);
        }
        catch (Exception failure) when (failure is IOException or ObjectDisposedException)
        {
            _sent.Writer.TryComplete();
        }
        finally
        {
            _tcp.Dispose();
        }
    }

    private static void Require(bool holds, string rule)
    {
        if (!holds)
        {
            throw new InvalidDataException($"AudioSocket from the server: {rule}.");
        }
    }
}
