using System.Net;
using System.Net.Sockets;
using System.Text;
using LocalVoice.EndToEnd.Tests.Documents;

namespace LocalVoice.EndToEnd.Tests.Packaging;

/// <summary>The container's health check, which has no program but the shell.</summary>
[Collection(Conversations.EndToEnd.Name)]
public sealed class HealthyTests(Conversations.RunningLocalVoice localVoice)
{
    [Fact]
    public async Task A_server_that_lives_is_healthy()
    {
        var (exitCode, output) = await AskAsync($"http://+:{localVoice.Address.Root.Port}");

        Assert.Equal((0, "HTTP/1.1 200 OK"), (exitCode, output.Trim()));
    }

    [Fact]
    public async Task One_that_refuses_is_not()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var asked = AskAsync($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port};https://127.0.0.1:1");
        using var connection = await listener.AcceptSocketAsync(TestContext.Current.CancellationToken);

        await connection.SendAsync(
            Encoding.ASCII.GetBytes("HTTP/1.1 503 Service Unavailable\r\n\r\n"),
            TestContext.Current.CancellationToken
        );

        Assert.Equal((1, "HTTP/1.1 503 Service Unavailable"), await TrimmedAsync(asked));
    }

    [Fact]
    public async Task Nor_is_a_port_where_nobody_listens()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();

        var (exitCode, _) = await AskAsync($"http://localhost:{port}");

        Assert.Equal(1, exitCode);
    }

    private static async Task<(int ExitCode, string Output)> AskAsync(string urls)
    {
        await using var shell = Shell.Start("scripts/operations/healthy.sh", ("ASPNETCORE_URLS", urls));
        return (await shell.ExitAsync(), shell.Output);
    }

    private static async Task<(int ExitCode, string Output)> TrimmedAsync(Task<(int ExitCode, string Output)> asked)
    {
        var (exitCode, output) = await asked;
        return (exitCode, output.Trim());
    }
}
