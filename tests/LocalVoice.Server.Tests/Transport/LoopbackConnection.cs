using System.Net;
using System.Net.Sockets;
using LocalVoice.Server.Transport;

namespace LocalVoice.Server.Tests.Transport;

/// <summary>A TCP connection within this machine, of which nothing is read.</summary>
internal sealed class LoopbackConnection : IDisposable
{
    private readonly Socket _client;

    private LoopbackConnection(Socket client, Socket server) => (_client, Server) = (client, server);

    public Socket Server { get; }

    public static async Task<LoopbackConnection> OpenAsync()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var client = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await client.ConnectAsync(listener.LocalEndpoint);
        return new(client, await listener.AcceptSocketAsync());
    }

    /// <summary>Returns when the server's end has been told, behind data that it has not read.</summary>
    public void CloseClientLeavingUnreadData()
    {
        _client.Send(new byte[100]);
        _client.Close();
        Assert.True(SpinWait.SpinUntil(new Peer(Server).IsGone, TimeSpan.FromSeconds(10)));
        Assert.Equal(100, Server.Available);
    }

    public void Dispose()
    {
        _client.Dispose();
        Server.Dispose();
    }
}
