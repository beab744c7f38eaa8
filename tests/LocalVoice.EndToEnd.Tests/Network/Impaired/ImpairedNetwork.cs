using System.Net;

namespace LocalVoice.EndToEnd.Tests.Network.Impaired;

/// <summary>Two network namespaces, and between them a network that drops and delays.</summary>
internal sealed class ImpairedNetwork : IDisposable
{
    private readonly PacketForwarder _toServer;
    private readonly PacketForwarder _toClient;

    /// <param name="seed">Of what happens to packets; what comes between them depends on the machine.</param>
    public ImpairedNetwork(int seed)
    {
        Server = new("lvserver", IPAddress.Parse("10.177.0.1"));
        Client = new("lvclient", IPAddress.Parse("10.177.0.2"));
        _toServer = new(Client.Device, Server.Device, seed);
        _toClient = new(Server.Device, Client.Device, seed + 1);
    }

    /// <summary>Why there can be none here; null where there can.</summary>
    public static string? Missing { get; } =
        !OperatingSystem.IsLinux() ? "Network namespaces are Linux's."
        : !Environment.IsPrivilegedProcess ? "A network namespace needs root."
        : !File.Exists("/dev/net/tun") ? "There is no /dev/net/tun."
        : !Array.Exists(["/usr/sbin/ip", "/sbin/ip", "/usr/bin/ip", "/bin/ip"], File.Exists) ? "The program ip is not installed."
        : null;

    public NetworkEnd Server { get; }

    public NetworkEnd Client { get; }

    public (long Seen, long Dropped) Packets => (_toServer.Seen + _toClient.Seen, _toServer.Dropped + _toClient.Dropped);

    /// <summary>From now on, in both directions.</summary>
    public void Impair(Impairment impairment) => (_toServer.Impairment, _toClient.Impairment) = (impairment, impairment);

    public void Dispose()
    {
        _toServer.Dispose();
        _toClient.Dispose();
        Server.Device.Dispose();
        Client.Device.Dispose();
        Server.Dispose();
        Client.Dispose();
    }
}
