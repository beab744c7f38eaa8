using System.Net.WebSockets;
using LocalVoice.Server.Tests.Hosting;

namespace LocalVoice.Server.Tests.Transport;

/// <summary>Measures the process's memory, so nothing else may run meanwhile.</summary>
[CollectionDefinition(nameof(HugeMessageTests), DisableParallelization = true)]
[Collection(nameof(HugeMessageTests))]
public sealed class HugeMessageTests
{
    [Theory]
    [InlineData(WebSocketMessageType.Text)]
    [InlineData(WebSocketMessageType.Binary)]
    public async Task A_message_of_100_MB_is_read_past_without_being_kept(WebSocketMessageType type)
    {
        const long Kept = 48L * 1024 * 1024;
        await using var server = await RunningServer.StartAsync().DisposeAfterwards();
        var (client, session) = await server.Value.OpenAsync("localvoice");
        await using var closing = client;
        var piece = new byte[1024 * 1024];
        Array.Fill(piece, (byte)' ');
        var before = GC.GetTotalAllocatedBytes(precise: true);
        for (var i = 0; i < 100; i++)
        {
            await client.Socket.SendAsync(piece, type, endOfMessage: i == 99, TestClient.EventTimeout());
        }

        await client.ExpectErrorAsync("message_too_long");
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, Kept);
        await client.SendAsync("""{"type":"session.update","session":{}}""");
        await client.ExpectAsync("session.updated");
        Assert.False(session.Disposed.IsCompleted);
    }
}
