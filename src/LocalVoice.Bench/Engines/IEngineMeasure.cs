namespace LocalVoice.Bench.Engines;

/// <summary>Measures one engine behind its port, warm, one request at a time unless its name says otherwise.</summary>
public interface IEngineMeasure
{
    /// <exception cref="LocalVoice.Engines.EngineException">The engine failed.</exception>
    Task<IReadOnlyList<EngineFigure>> MeasureAsync(CancellationToken cancellationToken);
}
