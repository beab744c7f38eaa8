using LocalVoice.Bench.Engines;
using LocalVoice.Bench.Report;
using LocalVoice.Engines;
using LocalVoice.Testing.Fakes;

namespace LocalVoice.Bench.Tests.Engines;

public sealed class EngineBenchRunTests
{
    private readonly EngineBenchRun _run = new();

    [Fact]
    public async Task Stage_that_cannot_work_is_named_and_the_others_are_measured()
    {
        await _run.MeasureAsync("stt", () => throw new EngineException("There is no model."), default);
        await _run.MeasureAsync("tts", () => new MeasuredEngine(new FakeSynthesizer(), new FixedMeasure()), default);

        Assert.Equal("There is no model.", _run.Failures["stt"]);
        Assert.Equal("tone", Assert.Single(_run.Engines).Model);
        Assert.Single(_run.Figures);
    }

    [Fact]
    public void Low_tail_of_a_rate_is_its_p95()
    {
        var rates = EngineFigure.Rates([40, 10, 30, 20, 50]);

        Assert.Equal(Distribution.Of([40, 10, 30, 20, 50]).P50, rates.P50);
        Assert.Equal(12.0, rates.P95);
    }

    [Fact]
    public async Task Report_is_a_table_that_bears_its_label()
    {
        await _run.MeasureAsync("stt", () => throw new EngineException("There is no model."), default);
        await _run.MeasureAsync("tts", () => new MeasuredEngine(new FakeSynthesizer(), new FixedMeasure()), default);
        var document = new EngineBenchDocument(
            new DateTimeOffset(2026, 11, 22, 0, 0, 0, TimeSpan.Zero),
            new MachineInfo("A CPU", 2, 8, "Linux", ".NET 10"),
            "shape only",
            _run.Engines,
            _run.Figures,
            _run.Failures
        );

        var lines = EngineBenchMarkdown.Lines(document).ToList();

        Assert.Equal("Engines (**shape only**), 2026-11-22, A CPU, 2 cores, 8 GB, Linux, .NET 10", lines[0]);
        Assert.Contains("| tts | first audio | 7.0 | 7.0 | ms | 1 | a clause |", lines);
        Assert.Contains("- tts: fake tone on cpu (none)", lines);
        Assert.Contains("- stt: not measured: There is no model.", lines);
    }

    private sealed class FixedMeasure : IEngineMeasure
    {
        public Task<IReadOnlyList<EngineFigure>> MeasureAsync(CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<EngineFigure>>([new("tts", "first audio", "ms", Distribution.Of([7]), "a clause")]);
    }
}
