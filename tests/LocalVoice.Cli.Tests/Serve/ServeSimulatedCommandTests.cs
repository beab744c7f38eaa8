using System.CommandLine;
using LocalVoice.Cli.Hosting;
using LocalVoice.Cli.Serve;
using LocalVoice.Cli.Tests.Fakes;

namespace LocalVoice.Cli.Tests.Serve;

public sealed class ServeSimulatedCommandTests
{
    [Fact]
    public async Task Every_response_says_that_it_is_simulated()
    {
        await using var server = await ServerProcess.StartAsync(
            ServeSimulatedCommand.Name,
            TimeProvider.System,
            TestContext.Current.CancellationToken
        );
        using var client = new HttpClient { BaseAddress = server.Root };
        client.DefaultRequestHeaders.Authorization = new("Bearer", server.Key);

        foreach (var path in (string[])["/", "/readyz", "/v1/models", "/v1/realtime"])
        {
            using var response = await client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.Equal("LocalVoice simulation", response.Headers.Server.ToString());
        }
    }

    [Fact]
    public async Task It_ends_with_its_standard_input()
    {
        await using var server = await ServerProcess.StartAsync(
            ServeSimulatedCommand.Name,
            TimeProvider.System,
            TestContext.Current.CancellationToken
        );

        server.Process.StandardInput.Close();
        await server.Process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(0, server.Process.ExitCode);
    }

    [Fact]
    public async Task It_is_not_listed()
    {
        var run = await CliRun.OfAsync(new Command("any") { ServeSimulatedCommand.Create() }, "--help");

        Assert.DoesNotContain(ServeSimulatedCommand.Name, run.Output, StringComparison.Ordinal);
    }
}
