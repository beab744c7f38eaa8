using System.Text.Json;
using LocalVoice.Cli.Bench;
using LocalVoice.Cli.Tests.Fakes;

namespace LocalVoice.Cli.Tests.Bench.Overhead;

public sealed class BenchOverheadCommandTests
{
    [Fact]
    public async Task A_session_is_measured_idle_listening_and_talking_and_standard_output_is_the_document_alone()
    {
        var run = await CliRun.OfAsync(BenchCommand.Create(), "overhead", "--seconds", "1", "--warm-up", "0", "--json", "-");

        Assert.True(run.Code == 0, run.Error);
        using var document = JsonDocument.Parse(run.Output);
        double Percent(string name) => document.RootElement.GetProperty($"{name}_percent_of_core").GetDouble();
        Assert.Equal(3, document.RootElement.EnumerateObject().Count());
        Assert.True(Percent("idle") >= 0);
        Assert.True(Percent("listening") > 0);
        Assert.True(Percent("talking") > 0);
        Assert.Contains("target 0.3 %", run.Error, StringComparison.Ordinal);
        Assert.Contains("target 3 %", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--seconds", "0")]
    [InlineData("--warm-up", "601")]
    public async Task Value_outside_its_range_is_bad_input(string option, string value)
    {
        var run = await CliRun.OfAsync(BenchCommand.Create(), "overhead", option, value);

        Assert.Equal((int)ExitCode.BadInput, run.Code);
        Assert.Contains(value, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_of_bench_lists_it_and_its_own_lists_the_options()
    {
        var bench = await CliRun.OfAsync(BenchCommand.Create(), "--help");
        var overhead = await CliRun.OfAsync(BenchCommand.Create(), "overhead", "--help");

        Assert.Contains("overhead", bench.Output, StringComparison.Ordinal);
        Assert.All(
            (string[])["--seconds", "--warm-up", "--json"],
            option => Assert.Contains(option, overhead.Output, StringComparison.Ordinal)
        );
    }
}
