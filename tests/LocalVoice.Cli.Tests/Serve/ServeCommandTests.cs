using LocalVoice.Cli.Serve;
using LocalVoice.Cli.Tests.Fakes;

namespace LocalVoice.Cli.Tests.Serve;

public sealed class ServeCommandTests
{
    [Theory]
    [InlineData("http://0.0.0.0:0")]
    [InlineData("http://+:0")]
    public async Task Serving_others_without_a_key_is_refused_in_one_sentence_with_both_remedies(string urls)
    {
        var run = await CliRun.OfAsync(ServeCommand.Create(), "--urls", urls);

        Assert.Equal((int)ExitCode.BadInput, run.Code);
        var line = Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("port 0 of any address of this machine", line, StringComparison.Ordinal);
        Assert.Contains("LocalVoice:Access:Keys", line, StringComparison.Ordinal);
        Assert.Contains("--insecure", line, StringComparison.Ordinal);
    }
}
