using System.Net;
using System.Net.Sockets;
using LocalVoice.Cli.Hosting;

namespace LocalVoice.EndToEnd.Tests.Telephony;

/// <summary>A real server with the real engines on the starter models that takes calls from Asterisk too.</summary>
public sealed class TelephoneServer : IAsyncLifetime
{
    private LocalServer? _local;

    /// <summary>Where Asterisk calls.</summary>
    public IPEndPoint AudioSocket { get; } = Free();

    internal LocalServer Local => _local!;

    public async ValueTask InitializeAsync() =>
        _local = await LocalServer.StartAsync(
            CancellationToken.None,
            "--LocalVoice:Telephony:AudioSocket:Enabled=true",
            $"--LocalVoice:Telephony:AudioSocket:Port={AudioSocket.Port}"
        );

    public async ValueTask DisposeAsync()
    {
        if (_local is not null)
        {
            await _local.DisposeAsync();
        }
    }

    private static IPEndPoint Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return (IPEndPoint)listener.LocalEndpoint;
    }
}
