using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text.Json;
using LocalVoice.Core.Sessions;
using LocalVoice.Server.Draining;
using LocalVoice.Server.Tests.Hosting;
using LocalVoice.Testing.Sessions;
using Microsoft.Extensions.DependencyInjection;

namespace LocalVoice.Server.Tests.Draining;

/// <summary>A server that is stopped while clients are connected.</summary>
public sealed class DrainTests : IAsyncLifetime
{
    private const string Goodbye = "The server is shutting down.";
    private static readonly string LongerThanTheNetworkHolds = new('x', 32 * 1024 * 1024);
    private readonly ArmedTime _time = new();
    private RunningServer _server = null!;

    public async ValueTask InitializeAsync() =>
        _server = await RunningServer.StartAsync(
            _time,
            ["--LocalVoice:Connection:DrainTimeout", "00:01:00", "--LocalVoice:Connection:SendTimeout", "00:05:00"]
        );

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_session_with_nothing_under_way_is_closed_at_once()
    {
        var (client, session) = await _server.OpenAsync();
        await using var closing = client;

        var stopped = _server.StopAsync();

        await AssertGoodbyeAsync(client, Goodbye);
        await session.Disposed.WaitAsync(TestClient.EventTimeout());
        await stopped.WaitAsync(TestClient.EventTimeout());
        Assert.Equal(
            ["Draining 1 sessions, at most 0:01:00", "Drained in 0:00:00: 1 sessions ended whole, 0 by themselves, 0 were cut"],
            Told()
        );
    }

    [Fact]
    public async Task A_session_under_way_ends_whole_before_it_is_closed()
    {
        var (client, session) = await BusyAsync();
        await using var closing = client;

        var stopped = _server.StopAsync();
        await session.Finishing.WaitAsync(TestClient.EventTimeout());
        _time.Advance(TimeSpan.FromSeconds(5));
        await session.TellAsync(new InputCleared());
        await client.ExpectAsync("input_audio_buffer.cleared");
        Assert.False(stopped.IsCompleted);
        session.Finish();

        await AssertGoodbyeAsync(client, Goodbye);
        await stopped.WaitAsync(TestClient.EventTimeout());
        Assert.Equal("Drained in 0:00:05: 1 sessions ended whole, 0 by themselves, 0 were cut", Told()[1]);
    }

    [Fact]
    public async Task A_server_that_drains_is_not_ready_and_opens_no_session_but_still_answers()
    {
        var (client, session) = await BusyAsync();
        await using var closing = client;
        var stopped = _server.StopAsync();
        await session.Finishing.WaitAsync(TestClient.EventTimeout());

        using var ready = await _server.SendAsync("/readyz");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        var body = await ready.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal((false, true), (body.At("ready").GetBoolean(), body.At("draining").GetBoolean()));

        using var refused = await _server.HandshakeAsync();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(5), refused.Headers.RetryAfter?.Delta);
        Assert.Equal("server_shutting_down", (await refused.ErrorAsync()).Text("code"));
        Assert.Single(_server.Log.Lines, line => line == "Warning: Session refused: draining, status 503");

        using var alive = await _server.SendAsync("/healthz");
        Assert.Equal(HttpStatusCode.OK, alive.StatusCode);
        session.Finish();
        await AssertGoodbyeAsync(client, Goodbye);
        await stopped.WaitAsync(TestClient.EventTimeout());
    }

    [Fact]
    public async Task What_is_left_at_the_deadline_is_cut()
    {
        var (client, session) = await BusyAsync();
        await using var closing = client;
        var stopped = _server.StopAsync();
        await session.Finishing.WaitAsync(TestClient.EventTimeout());

        _time.Advance(TimeSpan.FromMinutes(1));

        await AssertGoodbyeAsync(client, "The server is shutting down and waits no longer.");
        await session.Disposed.WaitAsync(TestClient.EventTimeout());
        await stopped.WaitAsync(TestClient.EventTimeout());
        Assert.Equal("Drained in 0:01:00: 0 sessions ended whole, 0 by themselves, 1 were cut", Told()[1]);
    }

    [Fact]
    public async Task A_drain_that_is_cut_short_closes_what_is_left()
    {
        var (client, session) = await BusyAsync();
        await using var closing = client;
        var stopped = _server.StopAsync();
        await session.Finishing.WaitAsync(TestClient.EventTimeout());

        _server.Services.GetRequiredService<OpenSessions>().CutShort();

        await AssertGoodbyeAsync(client, "The server is shutting down and waits no longer.");
        await stopped.WaitAsync(TestClient.EventTimeout());
    }

    [Fact]
    public async Task A_client_that_never_answers_the_close_is_waited_for_two_seconds()
    {
        var (client, session) = await _server.OpenAsync();
        await using var closing = client;

        var stopped = _server.StopAsync();
        Assert.Equal(WebSocketMessageType.Close, (await client.ReceiveAsync()).Type);
        await _time.ArmedAsync(TimeSpan.FromSeconds(2));
        await session.Disposed.WaitAsync(TestClient.EventTimeout());
        Assert.False(stopped.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(2));

        await stopped.WaitAsync(TestClient.EventTimeout());
    }

    [Fact]
    public async Task A_client_that_never_reads_is_waited_for_two_seconds()
    {
        var (deaf, session) = await BusyAsync();
        await using var closing = deaf;
        await session.TellAsync(new InputTranscribed("item_u", LongerThanTheNetworkHolds, TimeSpan.Zero));

        var stopped = _server.StopAsync();
        await _time.ArmedAsync(TimeSpan.FromSeconds(2));
        Assert.False(stopped.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(2));

        await session.Disposed.WaitAsync(TestClient.EventTimeout());
        await stopped.WaitAsync(TestClient.EventTimeout());
        Assert.Equal("Drained in 0:00:02: 0 sessions ended whole, 1 by themselves, 0 were cut", Told()[1]);
    }

    [Fact]
    public async Task A_request_that_is_never_sent_to_its_end_is_waited_for_two_seconds()
    {
        using var tcp = new TcpClient(_server.Address.Host, _server.Address.Port);
        await tcp.Client.SendAsync("GET /v1/models HTTP/1.1\r\nHost: loc"u8.ToArray());

        var stopped = _server.StopAsync();
        await _time.ArmedAsync(TimeSpan.FromSeconds(2));
        _time.Advance(TimeSpan.FromSeconds(2));

        await stopped.WaitAsync(TestClient.EventTimeout());
    }

    private async Task<(TestClient Client, FakeVoiceSession Session)> BusyAsync()
    {
        var (client, session) = await _server.OpenAsync();
        session.Busy = true;
        return (client, session);
    }

    private static async Task AssertGoodbyeAsync(TestClient client, string description)
    {
        Assert.Equal(WebSocketCloseStatus.EndpointUnavailable, await client.ExpectCloseAsync());
        Assert.Equal(description, client.Socket.CloseStatusDescription);
        await client.Socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, TestClient.EventTimeout());
    }

    private string[] Told() =>
        [
            .. _server
                .Log.Lines.Where(line => line.StartsWith("Information: Drain", StringComparison.Ordinal))
                .Select(line => line["Information: ".Length..]),
        ];
}
