using LocalVoice.Cli.Bench;
using LocalVoice.Cli.Tests.Fakes;

namespace LocalVoice.Cli.Tests.Bench.Overload;

public sealed class BenchOverloadCommandTests
{
    [Theory]
    [InlineData("--rounds", "0")]
    [InlineData("--turns", "1001")]
    [InlineData("--capacity", "501")]
    [InlineData("--lang", "fr")]
    public async Task Value_outside_its_range_is_bad_input(string option, string value)
    {
        var run = await CliRun.OfAsync(BenchCommand.Create(), "overload", option, value);

        Assert.Equal((int)ExitCode.BadInput, run.Code);
        Assert.Contains(value, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_server_elsewhere_takes_has_to_be_told()
    {
        var run = await CliRun.OfAsync(BenchCommand.Create(), "overload", "--url", "http://localhost:1");

        Assert.Equal((int)ExitCode.BadInput, run.Code);
        Assert.Contains("Give --capacity", run.Error, StringComparison.Ordinal);
    }
}
