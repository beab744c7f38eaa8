using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Threading.Channels;
using LocalVoice.Core.Sessions;
using LocalVoice.Server.Tests.Hosting;

namespace LocalVoice.Server.Tests.Transport;

public sealed class ConnectionLifeTests(RunningServer server) : IClassFixture<RunningServer>
{
    private const string Handshake =
        "GET /v1/realtime HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n";

    [Fact]
    public async Task A_client_that_says_goodbye_is_answered_and_its_session_ends()
    {
        var (client, session) = await server.OpenAsync();
        await using var closing = client;
        await client.Socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "bye", TestClient.EventTimeout());
        Assert.Equal(WebSocketCloseStatus.NormalClosure, client.Socket.CloseStatus);
        await session.Disposed.WaitAsync(TestClient.EventTimeout());
    }

    [Theory]
    [InlineData(4000, "x")]
    [InlineData(3999, "")]
    [InlineData(1001, "navigating away")]
    public async Task A_client_s_close_is_answered_with_its_own_code(int code, string reason)
    {
        var (client, session) = await server.OpenAsync();
        await using var closing = client;
        await client.Socket.CloseAsync((WebSocketCloseStatus)code, reason, TestClient.EventTimeout());
        Assert.Equal((WebSocketCloseStatus)code, client.Socket.CloseStatus);
        await session.Disposed.WaitAsync(TestClient.EventTimeout());
    }

    [Fact]
    public async Task A_client_s_close_without_a_code_is_answered_as_a_normal_one()
    {
        using var tcp = new TcpClient(server.Address.Host, server.Address.Port);
        await tcp.Client.SendAsync(Encoding.ASCII.GetBytes(Handshake));
        var session = await server.Sessions.Opened.ReadAsync(TestClient.EventTimeout());
        await tcp.Client.SendAsync(new byte[] { 0x88, 0x80, 0, 0, 0, 0 });
        await session.Disposed.WaitAsync(TestClient.EventTimeout());
        using var received = new MemoryStream();
        await tcp.GetStream().CopyToAsync(received, TestClient.EventTimeout());
        Assert.Equal([0x88, 0x02, 0x03, 0xE8], received.ToArray()[^4..]);
    }

    [Fact]
    public async Task A_client_that_vanishes_ends_its_session_only()
    {
        var (vanishing, gone) = await server.OpenAsync();
        var (staying, session) = await server.OpenAsync();
        await using var closing = staying;
        vanishing.Socket.Abort();
        await gone.Disposed.WaitAsync(TestClient.EventTimeout());
        await staying.SendAsync("""{"type":"input_audio_buffer.clear"}""");
        Assert.Equal(new ClearInput(), await session.Commands.ReadAsync(TestClient.EventTimeout()));
        Assert.False(session.Disposed.IsCompleted);
    }

    [Fact]
    public async Task A_client_that_vanishes_while_its_session_is_behind_still_ends_it()
    {
        var (client, session) = await server.OpenAsync("localvoice");
        for (var i = 0; i < 1100; i++)
        {
            await client.SendBinaryAsync(new byte[640]);
        }

        client.Socket.Abort();
        await session.Disposed.WaitAsync(TestClient.EventTimeout());
    }

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 0x81 })]
    [InlineData(new byte[] { 0x81, 0x85, 1, 2, 3, 4, 9 })]
    [InlineData(new byte[] { 0xFF, 0xFF, 0xFF, 0xFF })]
    [InlineData(new byte[] { 0x81, 0x05, (byte)'a', (byte)'b', (byte)'c', (byte)'d', (byte)'e' })]
    public async Task A_socket_that_half_closes_or_sends_no_frames_ends_its_session(byte[] afterHandshake)
    {
        using var tcp = new TcpClient(server.Address.Host, server.Address.Port);
        await tcp.Client.SendAsync(Encoding.ASCII.GetBytes(Handshake));
        var session = await server.Sessions.Opened.ReadAsync(TestClient.EventTimeout());
        await tcp.Client.SendAsync(afterHandshake);
        tcp.Client.Shutdown(SocketShutdown.Send);
        await session.Disposed.WaitAsync(TestClient.EventTimeout());
    }

    [Fact]
    public async Task When_the_session_is_over_so_is_the_connection()
    {
        var (client, session) = await server.OpenAsync();
        await using var closing = client;
        await session.TellAsync(new InputCleared());
        session.Finish();
        await client.ExpectAsync("input_audio_buffer.cleared");
        Assert.Equal(WebSocketCloseStatus.NormalClosure, await client.ExpectCloseAsync());
    }

    [Fact]
    public async Task A_session_that_fails_says_so_before_it_closes()
    {
        var (client, session) = await server.OpenAsync();
        await using var closing = client;
        session.Finish(new InvalidOperationException("secret detail"));
        var error = await client.ExpectErrorAsync("server_error");
        Assert.Equal("server_error", error.Text("type"));
        Assert.DoesNotContain("secret", error.Text("message"), StringComparison.Ordinal);
        Assert.Equal(WebSocketCloseStatus.InternalServerError, await client.ExpectCloseAsync());

        // The session has logged its failure itself.
        Assert.DoesNotContain(server.Log.Lines, line => line.StartsWith($"Error: Session {session.Id} ", StringComparison.Ordinal));
        Assert.DoesNotContain(server.Log.Lines, line => line.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_client_that_does_not_read_is_cut_off_and_stalls_nobody()
    {
        await using var impatient = await RunningServer.StartAsync("--LocalVoice:Connection:SendTimeout", "00:00:01").DisposeAfterwards();
        var (deaf, stalled) = await impatient.Value.OpenAsync();
        await using var closing = deaf;
        var long64 = new string('x', 64 * 1024);
        var telling = Assert.ThrowsAsync<ChannelClosedException>(async () =>
        {
            while (true)
            {
                await stalled.TellAsync(new InputTranscribed("item_u", long64, TimeSpan.Zero));
            }
        });
        var (other, session) = await impatient.Value.OpenAsync();
        await using var closingOther = other;
        await session.TellAsync(new InputCleared());
        await other.ExpectAsync("input_audio_buffer.cleared");
        await stalled.Disposed.WaitAsync(TestClient.EventTimeout());
        await telling;
    }

    [Fact]
    public async Task A_server_that_shuts_down_says_goodbye_to_everybody()
    {
        await using var stopping = await RunningServer.StartAsync().DisposeAfterwards();
        var (client, session) = await stopping.Value.OpenAsync();
        await using var closing = client;
        var stopped = stopping.Value.StopAsync();
        Assert.Equal(WebSocketCloseStatus.EndpointUnavailable, await client.ExpectCloseAsync());
        await client.Socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, TestClient.EventTimeout());
        await session.Disposed.WaitAsync(TestClient.EventTimeout());
        await stopped.WaitAsync(TestClient.EventTimeout());
    }

    [Fact]
    public async Task A_session_ends_when_it_expires()
    {
        var time = new ArmedTime();
        string[] settings = ["--LocalVoice:Connection:SessionLifetime", "00:02:00", "--LocalVoice:Connection:SendTimeout", "00:05:00"];
        await using var owned = await RunningServer.StartAsync(time, settings).DisposeAfterwards();
        await using var client = await owned.Value.ConnectAsync("", "realtime");
        await owned.Value.LetFirstEventGoAsync();
        var created = await client.ExpectAsync("session.created");
        Assert.Equal(time.GetUtcNow().AddMinutes(2).ToUnixTimeSeconds(), created.At("session.expires_at").GetInt64());
        time.Advance(TimeSpan.FromMinutes(2));
        await client.ExpectErrorAsync("session_expired");
        Assert.Equal(WebSocketCloseStatus.NormalClosure, await client.ExpectCloseAsync());
    }
}
