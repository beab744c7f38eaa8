using System.Text.Json;
using LocalVoice.Cli.Bench.Turns;
using LocalVoice.Cli.Tests.Fakes;
using LocalVoice.Testing.Files;

namespace LocalVoice.Cli.Tests.Bench.Turns;

public sealed class BenchTurnsCommandTests
{
    [Fact]
    public async Task Policies_are_compared_on_the_starter_models()
    {
        Assert.SkipUnless(File.Exists(Repository.SileroModel), "scripts/setup.sh has not put the detector's model in models/cache");
        using var folder = new TemporaryFolder();
        var (html, candidates) = (folder.File("turns.html"), folder.File("candidates.jsonl"));

        var run = await CliRun.OfAsync(
            BenchTurnsCommand.Create(),
            [
                "--lang",
                "es",
                "--part",
                "endpointing",
                "--limit",
                "6",
                "--cache",
                folder.Path,
                "--json",
                "-",
                "--html",
                html,
                "--candidates",
                candidates,
            ]
        );

        Assert.True(run.Code == 0, run.Error);
        using var document = JsonDocument.Parse(run.Output);
        var set = document.RootElement.GetProperty("set");
        var policies = document.RootElement.GetProperty("policies");
        Assert.Equal(6, set.GetProperty("ends").GetInt32());
        Assert.Equal(5, set.GetProperty("pauses_cued").GetInt32() + set.GetProperty("pauses_uncued").GetInt32());
        Assert.All(
            (string[])["silence_200", "silence_500", "silence_700", "text", "configured"],
            name => Assert.True(policies.GetProperty(name).GetProperty("delay_ms").GetProperty("mean").GetDouble() > 100)
        );
        Assert.Contains("turns: clip 6 of 6", run.Error, StringComparison.Ordinal);
        Assert.Contains("<svg", await File.ReadAllTextAsync(html, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.True(File.ReadLines(candidates).Count() >= 6);
    }

    [Theory]
    [InlineData("--limit", "0")]
    [InlineData("--lang", "de")]
    [InlineData("--part", "nothing")]
    [InlineData("--trials", "0")]
    [InlineData("--sounds", "applause")]
    [InlineData("--minutes", "0")]
    [InlineData("--set", "everything")]
    [InlineData("--decode-ms", "-1")]
    public async Task Values_out_of_range_are_refused(string option, string value)
    {
        var run = await CliRun.OfAsync(BenchTurnsCommand.Create(), option, value);

        Assert.Equal((int)ExitCode.BadInput, run.Code);
        Assert.Contains(value, run.Error, StringComparison.Ordinal);
    }
}
