using System.Net.WebSockets;
using LocalVoice.Server.Tests.Hosting;
using LocalVoice.Testing.Telephony;

namespace LocalVoice.Server.Tests.Telephony.Twilio;

/// <summary>Clients that say little, too much or nothing hold no session for it.</summary>
public sealed class TwilioAttackTests
{
    [Fact]
    public async Task A_stream_that_does_not_begin_in_time_leaves_its_place()
    {
        await using var server = await RunningServer
            .StartAsync("--LocalVoice:Admission:MaxSessions=1", "--LocalVoice:Connection:MessageTimeout=00:00:01")
            .DisposeAfterwards();
        await using var silent = await FakeTwilio.DialAsync(Address(server.Value));
        await silent.ConnectedAsync();

        await silent.ClosedAsync();

        await using var next = await CallAgainAsync(server.Value);
        await server.Value.Sessions.Opened.ReadAsync(TestClient.EventTimeout());
    }

    [Fact]
    public async Task A_caller_who_leaves_behind_more_than_the_session_takes_ends_it_all_the_same()
    {
        await using var server = await RunningServer.StartAsync("--LocalVoice:Connection:KeepAliveInterval=00:00:05").DisposeAfterwards();
        var call = await FakeTwilio.CallAsync(Address(server.Value));
        var session = await server.Value.Sessions.Opened.ReadAsync(TestClient.EventTimeout());
        for (var i = 0; i < 1_200; i++)
        {
            await call.HearAsync([0xFF]);
        }

        await session.Waiting.WaitAsync(TestClient.EventTimeout());

        await call.DisposeAsync();

        await session.Disposed.WaitAsync(TestClient.EventTimeout());
    }

    /// <summary>Before and after each of the first messages, amid one, and after the last.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Whenever_a_line_is_lost_its_place_is_free_again(int state)
    {
        await using var server = await RunningServer.StartAsync("--LocalVoice:Admission:MaxSessions=3").DisposeAfterwards();
        Func<FakeTwilio, Task>[] steps =
        [
            call => call.ConnectedAsync(),
            call => call.StartAsync(),
            call => call.SendFragmentsAsync("{\"event\":"u8.ToArray(), " "u8.ToArray()),
            call => call.StopAsync(),
        ];
        for (var i = 0; i < 12; i++)
        {
            var lost = await DialAgainAsync(server.Value);
            foreach (var step in steps.Take(state))
            {
                await step(lost);
            }

            await lost.DisposeAsync();
        }

        await using var call = await CallAgainAsync(server.Value);
        Assert.DoesNotContain(server.Value.Log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    private static Uri Address(RunningServer server) => new($"ws://{server.Address.Authority}/v1/telephony/twilio");

    private static async Task<FakeTwilio> CallAgainAsync(RunningServer server)
    {
        var call = await DialAgainAsync(server);
        await call.ConnectedAsync();
        await call.StartAsync();
        return call;
    }

    /// <summary>A place is free once the server has noticed that the one before was lost.</summary>
    private static async Task<FakeTwilio> DialAgainAsync(RunningServer server)
    {
        var patience = TestClient.EventTimeout();
        while (true)
        {
            try
            {
                return await FakeTwilio.DialAsync(Address(server));
            }
            catch (WebSocketException) when (!patience.IsCancellationRequested)
            {
                // Full as yet.
            }
        }
    }
}
