using System.Text.Json;
using LocalVoice.Cli.Bench.Engines;
using LocalVoice.Cli.Tests.Fakes;
using LocalVoice.Testing.Audio;
using LocalVoice.Testing.Files;

namespace LocalVoice.Cli.Tests.Bench.Engines;

public sealed class BenchEnginesCommandTests
{
    [Fact]
    public async Task Starter_models_are_measured_on_this_machine()
    {
        Assert.SkipUnless(File.Exists(Repository.SileroModel), "scripts/setup.sh has not put the detector's model in models/cache");

        var run = await CliRun.OfAsync(
            BenchEnginesCommand.Create(),
            "--wav",
            SpokenSamples.CapitalOfItaly.FilePath,
            "--repetitions",
            "1",
            "--warm-ups",
            "0",
            "--sessions",
            "1",
            "2",
            "--seconds",
            "2",
            "--answer-tokens",
            "8",
            "--json"
        );

        Assert.True(run.Code == 0, run.Error);
        using var document = JsonDocument.Parse(run.Output);
        var figures = document.RootElement.GetProperty("figures").EnumerateArray().ToList();
        Assert.Equal(["vad", "stt", "llm", "tts"], figures.Select(figure => figure.GetProperty("stage").GetString()).Distinct());
        Assert.All(figures, figure => Assert.True(figure.GetProperty("values").GetProperty("p50").GetDouble() > 0));
        Assert.Equal(4, document.RootElement.GetProperty("engines").GetArrayLength());
        Assert.Contains("| llm | answers, 2 sessions together |", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_starter_model_of_each_stage_is_measured_and_said_to_be_the_only_one()
    {
        var run = await CliRun.OfAsync(
            BenchEnginesCommand.Create(),
            "--wav",
            SpokenSamples.CapitalOfItaly.FilePath,
            "--repetitions",
            "1",
            "--warm-ups",
            "0",
            "--stt",
            "starter-stt",
            "--llm",
            "starter-chat",
            "--tts",
            "starter-voice"
        );

        Assert.True(run.Code == 0, run.Error);
        Assert.Contains("Only one stt model: starter-stt (final transcript of 3 s: ", run.Output, StringComparison.Ordinal);
        Assert.Contains("Only one llm model: starter-chat (first token after 300 tokens: ", run.Output, StringComparison.Ordinal);
        Assert.Contains("Only one tts model: starter-voice (first audio of a clause: ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Recording_that_is_needed_and_not_given_is_asked_for()
    {
        var run = await CliRun.OfAsync(BenchEnginesCommand.Create());

        Assert.Equal((int)ExitCode.BadInput, run.Code);
        Assert.Contains("--wav FILE", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--repetitions", "0")]
    [InlineData("--sessions", "257")]
    [InlineData("--seconds", "31")]
    [InlineData("--stages", "network")]
    public async Task Values_out_of_range_are_refused(string option, string value)
    {
        var run = await CliRun.OfAsync(BenchEnginesCommand.Create(), "--wav", "unread.wav", option, value);

        Assert.Equal((int)ExitCode.BadInput, run.Code);
        Assert.Contains(value, run.Error, StringComparison.Ordinal);
    }
}
