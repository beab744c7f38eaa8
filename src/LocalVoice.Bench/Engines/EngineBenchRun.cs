using LocalVoice.Engines;
using LocalVoice.Models;

namespace LocalVoice.Bench.Engines;

/// <summary>Warms up and measures the engines one by one. A failing engine does not prevent the others from being measured.</summary>
public sealed class EngineBenchRun
{
    private readonly List<EngineInfo> _engines = [];
    private readonly List<EngineFigure> _figures = [];
    private readonly Dictionary<string, string> _failures = [];

    public IReadOnlyList<EngineInfo> Engines => _engines;

    public IReadOnlyList<EngineFigure> Figures => _figures;

    /// <summary>Stage → why it was not measured.</summary>
    public IReadOnlyDictionary<string, string> Failures => _failures;

    /// <param name="load">Loads the stage's engine.</param>
    public async Task MeasureAsync(string stage, Func<MeasuredEngine> load, CancellationToken cancellationToken)
    {
        try
        {
            await MeasureAsync(load(), cancellationToken);
        }
        catch (Exception failure) when (failure is EngineException or ModelException)
        {
            _failures[stage] = failure.Message;
        }
    }

    private async Task MeasureAsync(MeasuredEngine measured, CancellationToken cancellationToken)
    {
        if (measured.Engine is IEngine engine)
        {
            await engine.WarmUpAsync(cancellationToken);
            _engines.Add(engine.Info);
        }

        foreach (var measure in measured.Measures)
        {
            _figures.AddRange(await measure.MeasureAsync(cancellationToken));
        }
    }
}
