using LocalVoice.Cli.Bench.Compare;
using LocalVoice.Cli.Tests.Fakes;

namespace LocalVoice.Cli.Tests.Bench.Compare;

public sealed class CompareOptionsTests
{
    [Theory]
    [InlineData("--rtt", "0", "--rtt is 0; it must be 1…1000.")]
    [InlineData("--rtt", "20,1001ms", "--rtt is 1001; it must be 1…1000.")]
    [InlineData("--rtt", "fast", "--rtt is 'fast'; it must be whole milliseconds such as 20,60,150ms.")]
    [InlineData("--turns", "0", "--turns is 0; it must be 1…1000.")]
    [InlineData("--lang", "de", "'de'")]
    public async Task Value_outside_its_range_is_bad_input(string option, string value, string message)
    {
        var run = await CliRun.OfAsync(CompareCommand.Create(), "--backends", "local", option, value);

        Assert.Equal((int)ExitCode.BadInput, run.Code);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("deepgram")]
    [InlineData("deepgram+groq")]
    [InlineData("local,a++b")]
    [InlineData("local,")]
    public async Task What_names_no_backends_is_bad_input(string backends)
    {
        var run = await CliRun.OfAsync(CompareCommand.Create(), "--backends", backends);

        Assert.Equal((int)ExitCode.BadInput, run.Code);
        Assert.Contains("names no backends; give local, openai-realtime, or three", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Backend_that_is_not_configured_is_bad_input()
    {
        var run = await CliRun.OfAsync(CompareCommand.Create(), "--backends", "local+chatterbox+local");

        Assert.Equal((int)ExitCode.BadInput, run.Code);
        Assert.Contains("--backends names 'chatterbox' for LLM, which is no backend. Give local, or one of", run.Error);
        Assert.Contains("groq", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Backends_must_be_named()
    {
        var run = await CliRun.OfAsync(CompareCommand.Create());

        Assert.Equal((int)ExitCode.BadInput, run.Code);
        Assert.Contains("--backends", run.Error, StringComparison.Ordinal);
    }
}
