using System.Net;
using System.Net.Sockets;
using LocalVoice.Cli.Doctor;
using Microsoft.Extensions.Time.Testing;

namespace LocalVoice.Cli.Tests.Doctor;

public sealed class SocketWatchTests
{
    [Fact]
    public async Task It_keeps_whom_a_socket_reached_that_is_closed_again()
    {
        Assert.SkipUnless(ProcessSockets.CanBeRead, "This system does not list a process's sockets.");
        var time = new FakeTimeProvider();
        var watch = new SocketWatch(time);
        using var listener = new TcpListener(IPAddress.Parse("127.0.0.9"), 0);
        listener.Start();
        using (var client = new TcpClient())
        {
            await client.ConnectAsync((IPEndPoint)listener.LocalEndpoint, TestContext.Current.CancellationToken);
            time.Advance(TimeSpan.FromMilliseconds(10));
            Assert.True(SpinWait.SpinUntil(() => watch.Looks > 0, TimeSpan.FromSeconds(30)));
        }

        await watch.DisposeAsync();
        Assert.Contains(IPAddress.Parse("127.0.0.9"), watch.Peers);
    }

    [Fact]
    public async Task Between_two_looks_others_have_the_thread()
    {
        Assert.SkipUnless(ProcessSockets.CanBeRead, "This system does not list a process's sockets.");
        var time = new FakeTimeProvider();
        var watch = new SocketWatch(time);
        Assert.Equal(0, watch.Looks);

        // However much time a look takes, the next one is not due before this has passed.
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.InRange(watch.Looks, 0, 1);
        await watch.DisposeAsync();
        Assert.InRange(watch.Looks, 1, 2);
    }
}
