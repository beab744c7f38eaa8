using System.Text.Json;
using LocalVoice.Bench.Report;
using LocalVoice.Client;

namespace LocalVoice.Bench.Tests.Report;

public sealed class BenchDocumentTests
{
    [Fact]
    public void Ratios_divide_the_medians_of_baseline_and_ours()
    {
        var document = BenchSamples.Document();

        Assert.Equal(5.0, document.RatioP50);
        Assert.Equal(2.8, document.RatioP50SameEndpointing);
    }

    [Fact]
    public void Ratio_needs_both_pipelines()
    {
        var only = BenchSamples.Document().Pipelines.Where(pipeline => pipeline.Key == Scenario.ParallelName).ToDictionary();

        Assert.Null(BenchDocument.Ratio(only, Scenario.SequentialName));
    }

    [Fact]
    public void Answers_are_the_same_where_every_pipeline_used_the_same_words()
    {
        var pipelines = BenchSamples
            .Document()
            .Pipelines.ToDictionary(pipeline => pipeline.Key, pipeline => pipeline.Value with { Answers = ["Yes.", "No.", ""] });
        pipelines[Scenario.ParallelName] = pipelines[Scenario.ParallelName] with { Answers = ["Yes.", "Nope.", ""] };

        Assert.Equal(1, BenchDocument.Same(pipelines));
        Assert.Null(BenchDocument.Same(new Dictionary<string, PipelineFigures> { ["one"] = pipelines[Scenario.ParallelName] }));
    }

    [Fact]
    public void Json_has_the_names_that_machines_read()
    {
        using var json = JsonDocument.Parse(JsonSerializer.Serialize(BenchSamples.Document(), JsonFormat.Options));
        var root = json.RootElement;
        var ours = root.GetProperty("pipelines").GetProperty("parallel");

        Assert.Equal(5.0, root.GetProperty("ratio_p50").GetDouble());
        Assert.Equal(2.8, root.GetProperty("ratio_p50_same_endpointing").GetDouble());
        Assert.Equal(2, ours.GetProperty("turns").GetInt32());
        Assert.Equal(250, ours.GetProperty("v2v_ms").GetProperty("p50").GetDouble());
        Assert.Equal(10, ours.GetProperty("stages").GetProperty("audio_input").GetProperty("p95").GetDouble());
        Assert.True(
            root.TryGetProperty("machine", out _) && root.TryGetProperty("models", out _) && root.TryGetProperty("packages", out _)
        );
    }
}
