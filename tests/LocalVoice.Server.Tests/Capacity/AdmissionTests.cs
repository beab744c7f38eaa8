using System.Net;
using LocalVoice.Server.Tests.Hosting;

namespace LocalVoice.Server.Tests.Capacity;

public sealed class AdmissionTests
{
    [Fact]
    public async Task One_session_too_many_is_refused_before_it_begins_and_may_come_later()
    {
        await using var server = await RunningServer.StartAsync("--LocalVoice:Admission:MaxSessions", "2").DisposeAfterwards();
        var (first, session) = await server.Value.OpenAsync();
        var (second, _) = await server.Value.OpenAsync();
        await using var closing = second;

        using var refused = await server.Value.HandshakeAsync();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(5), refused.Headers.RetryAfter?.Delta);
        Assert.Equal("server_full", (await refused.ErrorAsync()).Text("code"));
        await first.DisposeAsync();
        await session.Disposed.WaitAsync(TestClient.EventTimeout());
        await EventuallyOpensAsync(server.Value);
    }

    /// <summary>The place is free when the connection's last byte is gone, a moment after the session.</summary>
    private static async Task EventuallyOpensAsync(RunningServer server)
    {
        var patience = TestClient.EventTimeout();
        while (true)
        {
            using var response = await server.HandshakeAsync();
            if (response.StatusCode == HttpStatusCode.SwitchingProtocols)
            {
                return;
            }

            patience.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
