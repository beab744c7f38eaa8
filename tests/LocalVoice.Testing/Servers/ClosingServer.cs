using System.Net.WebSockets;
using System.Text;
using LocalVoice.Client;

namespace LocalVoice.Testing.Servers;

/// <summary>What a server that ends connections does instead of answering.</summary>
public static class ClosingServer
{
    /// <summary>Sends the events and closes with the reason, whatever the client sends.</summary>
    public static Func<WebSocket, Task> Closes(string reason, params string[] events) =>
        async socket =>
        {
            await SendAsync(socket, events);
            await CloseAsync(socket, reason);
        };

    /// <summary>Takes the session as the client asks for it, and closes with the reason.</summary>
    public static Func<WebSocket, Task> ClosesOnceConfigured(string reason) =>
        async socket =>
        {
            await new WebSocketMessageReader(socket).ReadAsync(CancellationToken.None);
            await SendAsync(socket, """{"type":"session.updated","session":{}}""");
            await CloseAsync(socket, reason);
        };

    /// <summary>
    /// Ends the network connection without a close, once the client has said something: before, it might not know that it
    /// was let in.
    /// </summary>
    public static async Task Resets(WebSocket socket)
    {
        await new WebSocketMessageReader(socket).ReadAsync(CancellationToken.None);
        socket.Abort();
    }

    private static async Task SendAsync(WebSocket socket, params string[] events)
    {
        foreach (var json in events)
        {
            await socket.SendAsync(Encoding.UTF8.GetBytes(json), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        }
    }

    private static async Task CloseAsync(WebSocket socket, string reason)
    {
        await socket.CloseOutputAsync(WebSocketCloseStatus.PolicyViolation, reason, CancellationToken.None);
        var reader = new WebSocketMessageReader(socket);
        while (await reader.ReadAsync(CancellationToken.None) is not null) { }
    }
}
