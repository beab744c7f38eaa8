using LocalVoice.Bench.Report;

namespace LocalVoice.Bench.Tests.Report;

internal static class BenchSamples
{
    public static BenchDocument Document()
    {
        var pipelines = new Dictionary<string, PipelineFigures>
        {
            [Scenario.SequentialName] = Figures(1200, 1300),
            [Scenario.SameEndpointingName] = Figures(600, 800),
            [Scenario.ParallelName] = Figures(240, 260),
        };
        return new BenchDocument(
            new DateTimeOffset(2026, 11, 22, 17, 0, 0, TimeSpan.Zero),
            new MachineInfo("A <fast> CPU", 2, 8, "Linux", ".NET 10"),
            "es",
            1,
            new Dictionary<string, string> { ["stt"] = "whisper starter-stt.bin (cpu)" },
            new Dictionary<string, string> { ["stt"] = "Whisper.net 1.9.1" },
            pipelines,
            BenchDocument.Ratio(pipelines, Scenario.SequentialName),
            BenchDocument.Ratio(pipelines, Scenario.SameEndpointingName),
            [new RampStep(1, 3, 0, Distribution.Of([250]))],
            1,
            ["A note."]
        );
    }

    private static PipelineFigures Figures(params double[] samples) =>
        new(
            samples.Length,
            0,
            Distribution.Of(samples),
            new Dictionary<string, Distribution> { ["audio_input"] = Distribution.Of([10]), ["stt"] = Distribution.Of([samples[0] - 10]) },
            new SpeculationCounts(1, 0),
            20,
            samples
        );
}
