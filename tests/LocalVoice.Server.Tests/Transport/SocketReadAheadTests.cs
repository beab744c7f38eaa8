using LocalVoice.Server.Tests.Hosting;
using LocalVoice.Server.Transport;

namespace LocalVoice.Server.Tests.Transport;

/// <summary>A client has to wait because it sent audio faster than it is spoken.</summary>
public sealed class SocketReadAheadTests
{
    // More than the fake session takes before it makes its client wait.
    private const int AudioBytes = 9 * 1024 * 1024;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    // A tenth of the default time after which the socket pings.
    private static readonly TimeSpan ServersInterval = TimeSpan.FromSeconds(1.5);

    private static string Audio { get; } =
        $$"""{"type":"input_audio_buffer.append","audio":"{{Convert.ToBase64String(new byte[AudioBytes])}}"}""";

    [Fact]
    public async Task While_a_message_is_handled_a_little_is_read_at_every_interval_and_nothing_of_it_is_lost()
    {
        var time = new ArmedTime();
        var socket = new ScriptedSocket([1, .. new byte[127]], [2]);
        var ahead = new SocketReadAhead(socket, Interval, new(null), () => { }, time);
        var handling = new TaskCompletionSource();

        var handled = ahead.WhileAsync(new ValueTask(handling.Task)).AsTask();
        for (var read = 0; read < 3; read++)
        {
            await time.ArmedAsync(Interval, read + 1);
            Assert.Equal(read, socket.Reads);
            time.Advance(Interval);
        }

        await time.ArmedAsync(Interval, 4);
        handling.SetResult();
        await handled;

        var buffer = new byte[100];
        Assert.Equal((64, false), await ReceiveAsync(ahead, buffer));
        Assert.Equal(1, buffer[0]);
        Assert.Equal((50, false), await ReceiveAsync(ahead, buffer[..50]));
        Assert.Equal((14, true), await ReceiveAsync(ahead, buffer));
        Assert.Equal((1, true), await ReceiveAsync(ahead, buffer));
        Assert.Equal(2, buffer[0]);
    }

    [Fact]
    public async Task What_a_client_sent_while_it_was_made_to_wait_is_heard_in_order_and_whole()
    {
        var time = new ArmedTime();
        await using var server = await RunningServer.StartAsync(time).DisposeAfterwards();
        var (client, session) = await server.Value.OpenAsync();
        await using var closing = client;
        var sending = SendAsync(client, Audio, Audio, """{"type":"session.update","session":{}}""");
        await session.Waiting;
        for (var read = 1; read <= 5; read++)
        {
            await time.ArmedAsync(ServersInterval, read);
            time.Advance(ServersInterval);
        }

        var heard = 0;
        while (heard < 2 * AudioBytes)
        {
            heard += (await session.Audio.ReadAsync(TestClient.EventTimeout())).Length;
        }

        await sending;
        await client.ExpectAsync("session.updated");
        Assert.Equal(2 * AudioBytes, heard);
    }

    [Fact]
    public async Task A_client_that_is_gone_while_it_waits_ends_its_session()
    {
        var time = new ArmedTime();
        await using var server = await RunningServer.StartAsync(time).DisposeAfterwards();
        var (client, session) = await server.Value.OpenAsync();
        await client.SendAsync(Audio);
        await session.Waiting;

        client.Socket.Abort();

        // Its end reaches this machine's other side a moment later.
        for (var asked = 1; !session.Disposed.IsCompleted; asked++)
        {
            await Task.WhenAny(session.Disposed, time.ArmedAsync(ServersInterval, asked));
            time.Advance(ServersInterval);
            Assert.InRange(asked, 1, 100_000);
        }
    }

    [Fact]
    public async Task Nothing_is_read_ahead_while_messages_are_handled_at_once()
    {
        var socket = new ScriptedSocket([1]);
        var ahead = new SocketReadAhead(socket, Interval, new(null), () => { }, TimeProvider.System);

        await ahead.WhileAsync(ValueTask.CompletedTask);
        await Assert.ThrowsAsync<IOException>(() => ahead.WhileAsync(ValueTask.FromException(new IOException())).AsTask());

        Assert.Equal(0, socket.Reads);
    }

    private static async Task<(int Count, bool End)> ReceiveAsync(SocketReadAhead ahead, byte[] buffer)
    {
        var read = await ahead.ReceiveAsync(buffer, TestClient.EventTimeout());
        return (read.Count, read.EndOfMessage);
    }

    private static async Task SendAsync(TestClient client, params string[] messages)
    {
        foreach (var message in messages)
        {
            await client.SendAsync(message);
        }
    }
}
