using System.Text.Json;
using LocalVoice.Cli.Bench;
using LocalVoice.Cli.Tests.Fakes;

namespace LocalVoice.Cli.Tests.Bench.Transport;

public sealed class BenchTransportCommandTests
{
    private const string Nobody = "http://127.0.0.1:9/";

    [Fact]
    public async Task Calls_at_once_are_echoed_and_their_cost_and_delay_are_the_document()
    {
        var run = await CliRun.OfAsync(
            BenchCommand.Create(),
            "transport",
            "--calls",
            "2",
            "--warm-up",
            "0",
            "--seconds",
            "7",
            "--lang",
            "en",
            "--json",
            "-"
        );

        Assert.SkipWhen(run.Error.Contains("calls_unavailable", StringComparison.Ordinal), "Calls need libsrtp2 here.");
        Assert.True(run.Code == 0, run.Error);
        using var document = JsonDocument.Parse(run.Output);
        var echo = document.RootElement.GetProperty("echo");
        Assert.Equal(2, echo.GetProperty("calls").GetInt32());
        Assert.True(echo.GetProperty("percent_of_core_per_call").GetDouble() > 0);
        Assert.InRange(echo.GetProperty("echo_ms").GetProperty("p50").GetDouble(), 20, 2000);
        Assert.Contains("| 2 |", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_cannot_be_reached_is_told_with_its_address()
    {
        var run = await CliRun.OfAsync(BenchCommand.Create(), "transport", "--calls", "1", "--echo", Nobody, "--seconds", "1");

        Assert.NotEqual(0, run.Code);
        Assert.Contains(Nobody, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--turns", "3")]
    [InlineData("--url", "http://127.0.0.1:9/")]
    public async Task What_only_turns_have_is_refused_beside_calls(string option, string value)
    {
        var run = await CliRun.OfAsync(BenchCommand.Create(), "transport", "--calls", "1", option, value);

        Assert.Equal((int)ExitCode.BadInput, run.Code);
        Assert.Contains(option, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--calls", "0")]
    [InlineData("--seconds", "0")]
    [InlineData("--turns", "1001")]
    public async Task Value_outside_its_range_is_bad_input(string option, string value)
    {
        var run = await CliRun.OfAsync(BenchCommand.Create(), "transport", option, value);

        Assert.Equal((int)ExitCode.BadInput, run.Code);
        Assert.Contains(value, run.Error, StringComparison.Ordinal);
    }
}
