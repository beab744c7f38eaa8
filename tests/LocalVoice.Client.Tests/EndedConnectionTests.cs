using System.Net.WebSockets;
using System.Text.Json.Nodes;
using LocalVoice.Testing.Audio;
using LocalVoice.Testing.Servers;

namespace LocalVoice.Client.Tests;

public sealed class EndedConnectionTests
{
    private const string Reason = "No calls today.";

    [Fact]
    public async Task Sending_on_a_connection_that_the_server_has_closed_fails_with_its_reason()
    {
        await using var server = await FakeRealtimeServer.StartAsync(instead: ClosingServer.Closes(Reason));
        await using var client = await ConnectAsync(server);
        await client.Messages.Completion.WaitAsync(Timeout());

        var failure = await Assert.ThrowsAsync<ClientException>(() => client.SendAsync([], Timeout()).AsTask());

        Assert.Equal((ClientFault.Unavailable, "The server ended the connection: No calls today. Its log tells why."), Said(failure));
    }

    [Fact]
    public async Task Sending_on_a_connection_that_was_reset_fails_likewise()
    {
        await using var server = await FakeRealtimeServer.StartAsync(instead: ClosingServer.Resets);
        await using var client = await ConnectAsync(server);
        await client.SendAsync(new JsonObject(), Timeout());
        await Assert.ThrowsAsync<WebSocketException>(() => client.Messages.Completion.WaitAsync(Timeout()));

        var failure = await Assert.ThrowsAsync<ClientException>(() => client.SendAsync(new JsonObject(), Timeout()).AsTask());

        Assert.Equal(ClientFault.Unavailable, failure.Fault);
        Assert.StartsWith("The server ended the connection: ", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_that_the_server_refuses_as_it_closes_is_refused()
    {
        await using var server = await FakeRealtimeServer.StartAsync(
            instead: ClosingServer.Closes(Reason, """{"type":"error","error":{"message":"Nobody knows that language."}}""")
        );

        var failure = await Assert.ThrowsAsync<ClientException>(() => OpenAsync(server));

        Assert.Equal(ClientFault.Refused, failure.Fault);
        Assert.Contains("Nobody knows that language.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Speaking_on_a_call_that_the_server_has_ended_fails_with_its_reason()
    {
        await using var server = await FakeRealtimeServer.StartAsync(instead: ClosingServer.ClosesOnceConfigured(Reason));
        await using var call = await OpenAsync(server);

        var failure = await Assert.ThrowsAsync<ClientException>(() => call.SayAsync(Tones.Between(20, 200, 100), Timeout()));

        Assert.Equal((ClientFault.Unavailable, "The server ended the connection: No calls today. Its log tells why."), Said(failure));
    }

    private static (ClientFault Fault, string Message) Said(ClientException failure) => (failure.Fault, failure.Message);

    private static Task<RealtimeClient> ConnectAsync(FakeRealtimeServer server) =>
        RealtimeClient.ConnectAsync(server.RealtimeUrl, new CallOptions(), TimeProvider.System, Timeout());

    private static Task<RealtimeCall> OpenAsync(FakeRealtimeServer server) =>
        RealtimeCall.OpenAsync(server.RealtimeUrl, new CallOptions(), TimeProvider.System, Timeout());

    private static CancellationToken Timeout() => new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token;
}
