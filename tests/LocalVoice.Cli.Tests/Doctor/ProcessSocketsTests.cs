using System.Net;
using System.Net.Sockets;
using LocalVoice.Cli.Doctor;

namespace LocalVoice.Cli.Tests.Doctor;

public sealed class ProcessSocketsTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public async Task A_connection_of_this_process_is_listed_with_its_other_end(string address)
    {
        Assert.SkipUnless(ProcessSockets.CanBeRead, "This system does not list a process's sockets.");
        using var listener = new TcpListener(IPAddress.Parse(address), 0);
        listener.Start();
        var end = (IPEndPoint)listener.LocalEndpoint;
        using var client = new TcpClient(end.AddressFamily);
        await client.ConnectAsync(end, TestContext.Current.CancellationToken);

        Assert.Contains(end, ProcessSockets.Peers());
    }

    [Fact]
    public void A_socket_that_only_listens_has_no_other_end()
    {
        Assert.SkipUnless(ProcessSockets.CanBeRead, "This system does not list a process's sockets.");
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();

        Assert.DoesNotContain((IPEndPoint)listener.LocalEndpoint, ProcessSockets.Peers());
    }
}
