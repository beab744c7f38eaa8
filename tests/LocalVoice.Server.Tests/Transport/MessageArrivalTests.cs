using System.Net.WebSockets;
using LocalVoice.Server.Tests.Hosting;

namespace LocalVoice.Server.Tests.Transport;

/// <summary>Messages that arrive slowly, or that are larger than the session's memory.</summary>
public sealed class MessageArrivalTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task A_message_that_does_not_arrive_in_time_ends_the_connection()
    {
        var time = new ArmedTime();
        await using var server = await RunningServer.StartAsync(time).DisposeAfterwards();
        var (client, session) = await server.Value.OpenAsync();
        await using var closing = client;

        await client.Socket.SendAsync("{"u8.ToArray(), WebSocketMessageType.Text, endOfMessage: false, TestClient.EventTimeout());
        await time.ArmedAsync(Limit);
        time.Advance(Limit);

        await client.ExpectErrorAsync("message_timeout");
        var (type, _) = await client.ReceiveAsync();
        Assert.Equal((WebSocketMessageType.Close, WebSocketCloseStatus.PolicyViolation), (type, client.Socket.CloseStatus));
        await session.Disposed.WaitAsync(TestClient.EventTimeout());
    }

    [Fact]
    public async Task A_message_for_which_the_session_has_no_memory_is_dropped_and_the_session_goes_on()
    {
        await using var server = await RunningServer.StartAsync().DisposeAfterwards();
        var (client, session) = await server.Value.OpenAsync();
        await using var closing = client;
        Assert.True(session.Memory.TryTake(31 * 1024 * 1024));

        await client.SendAsync(new string(' ', 3 * 1024 * 1024));

        await client.ExpectErrorAsync("session_memory_exceeded");
        session.Memory.GiveBack(31 * 1024 * 1024);
        await client.SendAsync("""{"type":"session.update","session":{}}""");
        await client.ExpectAsync("session.updated");
        Assert.True(session.Memory.TryTake(32 * 1024 * 1024));
    }

    [Fact]
    public async Task A_long_recording_whose_text_is_escaped_is_heard_as_it_was_sent()
    {
        await using var server = await RunningServer.StartAsync().DisposeAfterwards();
        var (client, session) = await server.Value.OpenAsync();
        await using var closing = client;
        var sent = new byte[256 * 1024];
        new Random(1).NextBytes(sent);
        var text = Convert
            .ToBase64String(sent)
            .Replace("/", "\\/", StringComparison.Ordinal)
            .Replace("+", "\\u002B", StringComparison.Ordinal);

        await client.SendAsync($$"""{"type":"input_audio_buffer.append","audio":"{{text}}"}""");

        var heard = new List<byte>();
        while (heard.Count < sent.Length)
        {
            heard.AddRange(await session.Audio.ReadAsync(TestClient.EventTimeout()));
        }

        Assert.Equal(sent, heard);
    }
}
