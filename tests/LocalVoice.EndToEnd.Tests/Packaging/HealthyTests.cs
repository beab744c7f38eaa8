using System.Net;
using System.Net.Sockets;
using System.Text;
using LocalVoice.EndToEnd.Tests.Documents;

namespace LocalVoice.EndToEnd.Tests.Packaging;

/// <summary>The container's health check, a shell's. That of a real server is in <c>scripts/test/bundle.sh</c>.</summary>
public sealed class HealthyTests
{
    private static CancellationToken Patience => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("http://127.0.0.1:{0}", "HTTP/1.1 200 OK", 0)]
    [InlineData("https://127.0.0.1:1;http://+:{0}", "HTTP/1.1 200 OK", 0)]
    [InlineData("http://127.0.0.1:{0};https://127.0.0.1:1", "HTTP/1.1 503 Service Unavailable", 1)]
    public async Task What_the_server_says_is_the_verdict(string urls, string status, int exitCode)
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        await using var shell = Ask(string.Format(null, urls, PortOf(server)));
        using var connection = await server.AcceptSocketAsync(Patience);
        var asked = new byte[1024];
        var length = await connection.ReceiveAsync(asked, Patience);

        await connection.SendAsync(Encoding.ASCII.GetBytes($"{status}\r\nContent-Length: 0\r\n\r\n"), Patience);

        var request = Encoding.ASCII.GetString(asked, 0, length);
        Assert.StartsWith("GET /healthz HTTP/1.1\r\nHost: localhost\r\n", request, StringComparison.Ordinal);
        Assert.Equal(exitCode, await shell.ExitAsync());
        Assert.Equal(status, shell.Output.Trim());
    }

    [Fact]
    public async Task Nobody_who_listens_is_none()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var port = PortOf(server);
        server.Stop();

        await using var shell = Ask($"http://localhost:{port}");

        Assert.Equal(1, await shell.ExitAsync());
    }

    private static Shell Ask(string urls) => Shell.Start("scripts/operations/healthy.sh", ("ASPNETCORE_URLS", urls));

    private static int PortOf(TcpListener server) => ((IPEndPoint)server.LocalEndpoint).Port;
}
