using System.Text;
using LocalVoice.Server.Tests.Hosting;
using LocalVoice.Server.Transport;

namespace LocalVoice.Server.Tests.Transport;

/// <summary>Clients that attach their handlers once the connection is open lose an event that came with the handshake.</summary>
public sealed class FirstEventTests
{
    [Fact]
    public async Task The_first_event_comes_a_moment_after_the_handshake_and_not_with_it()
    {
        var time = new ArmedTime();
        await using var server = await RunningServer.StartAsync(time).DisposeAfterwards();
        await using var client = await RawClient.AskAsync(server.Value.Address);
        Assert.Empty(await client.ReadHeadersAsync());
        await server.Value.Sessions.Opened.ReadAsync(TestClient.EventTimeout());
        await time.ArmedAsync(TransportBudgets.FirstEventPause);

        time.Advance(TransportBudgets.FirstEventPause - TimeSpan.FromTicks(1));
        var read = client.NextAsync();
        Assert.False(read.IsCompleted);
        time.Advance(TimeSpan.FromTicks(1));

        var (opcode, payload) = await read;
        Assert.Equal(1, opcode);
        Assert.StartsWith("""{"type":"session.created",""", Encoding.UTF8.GetString(payload), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_overtakes_it_neither_an_error_nor_what_the_session_tells()
    {
        var time = new ArmedTime();
        await using var server = await RunningServer.StartAsync(time).DisposeAfterwards();
        await using var client = await server.Value.ConnectAsync("", "realtime");
        var session = await server.Value.Sessions.Opened.ReadAsync(TestClient.EventTimeout());
        await client.SendAsync("nonsense");
        await client.SendAsync("""{"type":"session.update","session":{}}""");
        await session.Commands.ReadAsync(TestClient.EventTimeout());
        await server.Value.LetFirstEventGoAsync();
        await client.ExpectAsync("session.created");
        await client.ExpectErrorAsync("invalid_json");
        await client.ExpectAsync("session.updated");
    }

    [Fact]
    public async Task The_reason_of_a_refusal_after_the_handshake_does_not_come_with_it_either()
    {
        var time = new ArmedTime();
        await using var server = await RunningServer.StartAsync(time).DisposeAfterwards();
        server.Value.Sessions.Failure = new InvalidOperationException("No memory.");
        await using var client = await RawClient.AskAsync(server.Value.Address);
        Assert.Empty(await client.ReadHeadersAsync());
        var read = client.ExpectCloseAsync();
        await time.ArmedAsync(TransportBudgets.FirstEventPause);
        Assert.False(read.IsCompleted);
        time.Advance(TransportBudgets.FirstEventPause);
        Assert.Equal(1011, await read);
    }
}
