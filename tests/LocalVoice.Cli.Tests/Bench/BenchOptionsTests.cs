using LocalVoice.Cli.Bench;
using LocalVoice.Cli.Tests.Fakes;

namespace LocalVoice.Cli.Tests.Bench;

public sealed class BenchOptionsTests
{
    [Theory]
    [InlineData("--pipeline", "diagonal")]
    [InlineData("--turns", "0")]
    [InlineData("--sessions", "1000")]
    [InlineData("--input-chunk", "7")]
    [InlineData("--speculation", "maybe")]
    [InlineData("--repeat", "0")]
    [InlineData("--answer-tokens", "0")]
    [InlineData("--models", "unreal")]
    public async Task Value_outside_its_range_is_bad_input(string option, string value)
    {
        var run = await CliRun.OfAsync(BenchCommand.Create(), option, value);

        Assert.Equal((int)ExitCode.BadInput, run.Code);
        Assert.Contains(value, run.Error, StringComparison.Ordinal);
    }
}
