using LocalVoice.Server.Tests.Hosting;
using LocalVoice.Server.Transport;

namespace LocalVoice.Server.Tests.Transport;

/// <summary>A client has to wait because it sent audio faster than it is spoken.</summary>
public sealed class SocketReadAheadTests
{
    [Fact]
    public async Task A_client_that_waits_longer_than_the_ping_s_time_out_is_not_lost()
    {
        await using var server = await RunningServer.StartAsync("--LocalVoice:Connection:KeepAliveInterval=00:00:01").DisposeAfterwards();
        var (client, session) = await server.Value.OpenAsync();
        await using var closing = client;
        var audio = $$"""{"type":"input_audio_buffer.append","audio":"{{Convert.ToBase64String(new byte[9 * 1024 * 1024])}}"}""";

        var answer = client.ExpectAsync("session.updated");
        var sending = SendAsync(client, audio, audio, """{"type":"session.update","session":{}}""");

        // The socket's keep-alive knows no clock but the machine's: a ping after one second, a second for its answer.
        await Task.WhenAny(answer, Task.Delay(TimeSpan.FromSeconds(4), TimeProvider.System));
        Assert.False(answer.IsCompleted);
        var heard = 0;
        while (heard < 18 * 1024 * 1024)
        {
            heard += (await session.Audio.ReadAsync(TestClient.EventTimeout())).Length;
        }

        await sending;
        await answer;
    }

    [Fact]
    public async Task A_client_that_is_gone_while_it_waits_ends_its_session()
    {
        await using var server = await RunningServer.StartAsync("--LocalVoice:Connection:KeepAliveInterval=00:00:02").DisposeAfterwards();
        var (client, session) = await server.Value.OpenAsync();
        var audio = $$"""{"type":"input_audio_buffer.append","audio":"{{Convert.ToBase64String(new byte[9 * 1024 * 1024])}}"}""";
        await client.SendAsync(audio);
        await session.Waiting;

        client.Socket.Abort();

        await session.Disposed.WaitAsync(TimeSpan.FromSeconds(3), TimeProvider.System, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task What_was_read_while_a_message_was_handled_comes_first_and_whole()
    {
        var socket = new ScriptedSocket([1, .. new byte[127]], [2]);
        var ahead = new SocketReadAhead(socket, TimeSpan.FromMilliseconds(1), new(null), () => { }, TimeProvider.System);

        await ahead.WhileAsync(new ValueTask(socket.AllRead)).AsTask().WaitAsync(TestClient.EventTimeout());

        var buffer = new byte[100];
        Assert.Equal((64, false), await ReceiveAsync(ahead, buffer));
        Assert.Equal(1, buffer[0]);
        Assert.Equal((50, false), await ReceiveAsync(ahead, buffer[..50]));
        Assert.Equal((14, true), await ReceiveAsync(ahead, buffer));
        Assert.Equal((1, true), await ReceiveAsync(ahead, buffer));
        Assert.Equal(2, buffer[0]);
    }

    [Fact]
    public async Task Nothing_is_read_ahead_while_messages_are_handled_at_once()
    {
        var socket = new ScriptedSocket([1]);
        var ahead = new SocketReadAhead(socket, TimeSpan.FromMilliseconds(1), new(null), () => { }, TimeProvider.System);

        await ahead.WhileAsync(ValueTask.CompletedTask);
        await Assert.ThrowsAsync<IOException>(() => ahead.WhileAsync(ValueTask.FromException(new IOException())).AsTask());

        Assert.False(socket.AllRead.IsCompleted);
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
