using System.Text.Json;
using LocalVoice.Cli.Bench.Compare;
using LocalVoice.Cli.Tests.Fakes;
using LocalVoice.Testing.Files;

namespace LocalVoice.Cli.Tests.Bench.Compare;

public sealed class CompareCommandTests
{
    private static readonly string[] Keys = ["DEEPGRAM_API_KEY", "GROQ_API_KEY", "OPENAI_API_KEY"];

    [Fact]
    public async Task Services_without_keys_are_simulated_from_end_to_end()
    {
        Assert.SkipWhen(Keys.Any(key => Environment.GetEnvironmentVariable(key) is { Length: > 0 }), "A key is there.");
        using var json = new TemporaryFile("json");
        using var html = new TemporaryFile("html");

        var run = await CliRun.OfAsync(
            CompareCommand.Create(),
            [
                "--backends",
                "deepgram+groq+deepgram,openai-realtime",
                "--rtt",
                "30ms",
                "--turns",
                "1",
                "--json",
                json.Path,
                "--html",
                html.Path,
            ]
        );

        Assert.True(run.Code == 0, run.Output + run.Error);
        using var document = JsonDocument.Parse(await File.ReadAllTextAsync(json.Path, TestContext.Current.CancellationToken));
        var columns = document.RootElement.GetProperty("columns");
        var pipeline = columns.GetProperty("deepgram+groq+deepgram");
        Assert.Equal((1, 0), (pipeline.GetProperty("turns").GetInt32(), pipeline.GetProperty("unanswered").GetInt32()));
        Assert.All(
            columns.EnumerateObject(),
            column =>
            {
                Assert.True(column.Value.GetProperty("simulated").GetBoolean());
                // What is left of the time when the simulated delays are taken away: a timer may be a few ms early.
                Assert.True(column.Value.GetProperty("network_ms").GetDouble() >= 25);
                Assert.True(column.Value.GetProperty("bytes_out_per_turn").GetDouble() > 10_000);
                Assert.True(column.Value.GetProperty("cost_per_minute").GetDouble() > 0);
            }
        );
        foreach (var stage in pipeline.GetProperty("stages").EnumerateObject())
        {
            Assert.True(stage.Value.GetProperty("network_ms").GetDouble() is >= 25 and < 1000, stage.ToString());
        }

        Assert.Equal(
            JsonValueKind.Null,
            columns.GetProperty("openai-realtime").GetProperty("stages").GetProperty("llm").GetProperty("ms").ValueKind
        );
        Assert.Contains("deepgram+groq+deepgram (simulated)", run.Output, StringComparison.Ordinal);
        Assert.Contains(
            "(simulated)",
            await File.ReadAllTextAsync(html.Path, TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
    }
}
