using System.Text.Json;
using LocalVoice.Cli.Bench;
using LocalVoice.Cli.Tests.Fakes;
using LocalVoice.Testing.Files;

namespace LocalVoice.Cli.Tests.Bench.Fleet;

public sealed class BenchFleetCommandTests
{
    private const string Turn = """
        {
          "speech_ms": 2000, "ahead_ms": 100, "decode_ms": 80, "first_words_ms": 20, "first_speech_ms": 10, "rest_ms": 90,
          "decision_ms": 200, "output_ms": 3, "spoken_ms": 3000
        }
        """;

    [Fact]
    public async Task Costs_of_an_earlier_run_predict_waits_and_refusals_of_other_fleets()
    {
        using var costs = new TemporaryFile("json");
        await File.WriteAllTextAsync(costs.Path, $$"""{ "costs": [ {{Turn}} ] }""");
        var run = await CliRun.OfAsync(
            BenchCommand.Create(),
            ["fleet", "--costs", costs.Path, .. "--replicas 3 --capacity 2 --per-minute 2 60 --minutes 30 --json -".Split(' ')]
        );

        Assert.True(run.Code == 0, run.Error);
        using var document = JsonDocument.Parse(run.Output);
        var steps = document.RootElement.GetProperty("steps").EnumerateArray().ToList();
        Assert.Equal([203.0, 203.0], steps.Select(step => step.GetProperty("predicted_v2v_ms").GetProperty("p50").GetDouble()));
        Assert.Equal(0, steps[0].GetProperty("predicted_refused").GetDouble());
        Assert.True(steps[1].GetProperty("predicted_refused").GetDouble() > 1000);
        Assert.Equal(JsonValueKind.Null, steps[1].GetProperty("measured").ValueKind);
        Assert.Equal(1, document.RootElement.GetProperty("costs").GetArrayLength());
        Assert.Contains("3 servers of 2 sessions", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ }")]
    [InlineData("""{ "costs": [] }""")]
    [InlineData("""{ "costs": [ { "decode_ms": -1 } ] }""")]
    [InlineData("no JSON")]
    public async Task A_file_without_costs_is_bad_input(string content)
    {
        using var costs = new TemporaryFile("json");
        await File.WriteAllTextAsync(costs.Path, content);
        var run = await CliRun.OfAsync(BenchCommand.Create(), "fleet", "--costs", costs.Path);

        Assert.Equal((int)ExitCode.BadInput, run.Code);
        Assert.Contains($"'{costs.Path}' has no costs of turns: ", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--replicas", "0")]
    [InlineData("--per-minute", "0")]
    [InlineData("--minutes", "2000")]
    [InlineData("--lanes", "0")]
    public async Task Value_outside_its_range_is_bad_input(string option, string value)
    {
        var run = await CliRun.OfAsync(BenchCommand.Create(), "fleet", option, value);

        Assert.Equal((int)ExitCode.BadInput, run.Code);
        Assert.Contains(value, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_two_servers_are_tried()
    {
        var run = await CliRun.OfAsync(BenchCommand.Create(), "fleet", "--check", "--replicas", "3");

        Assert.Equal((int)ExitCode.BadInput, run.Code);
        Assert.Contains("--replicas is 3; with --check it must be 2", run.Error, StringComparison.Ordinal);
    }
}
