using System.Text.Json;
using LocalVoice.Cli.Bench;
using LocalVoice.Cli.Tests.Fakes;

namespace LocalVoice.Cli.Tests.Bench.Soak;

public sealed class BenchSoakCommandTests
{
    [Fact]
    public async Task Callers_that_talk_for_a_moment_lose_no_turn_and_the_verdict_says_what_it_is_about()
    {
        var run = await CliRun.OfAsync(BenchCommand.Create(), "soak", "--simulated", "--seconds", "4", "--sessions", "3", "--json", "-");

        Assert.True(run.Code == 0, run.Error);
        using var document = JsonDocument.Parse(run.Output);
        var figures = document.RootElement;
        Assert.True(figures.GetProperty("turns").GetInt32() >= 3);
        Assert.Equal(0, figures.GetProperty("lost").GetInt32());
        Assert.True(figures.GetProperty("handles_before").GetInt32() > 10);
        Assert.True(figures.GetProperty("resident").GetProperty("first").GetDouble() > 10);
        Assert.Contains("not judged: that takes 120 s", run.Error, StringComparison.Ordinal);
        Assert.Contains("verdict: endures", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--seconds", "0")]
    [InlineData("--sessions", "1001")]
    [InlineData("--busy-cores", "-1")]
    public async Task Value_outside_its_range_is_bad_input(string option, string value)
    {
        var run = await CliRun.OfAsync(BenchCommand.Create(), "soak", option, value);

        Assert.Equal((int)ExitCode.BadInput, run.Code);
        Assert.Contains(value, run.Error, StringComparison.Ordinal);
    }
}
