namespace LocalVoice.Bench.Engines;

/// <summary>Measures one engine through its port, warmed up, one request at a time unless stated otherwise.</summary>
public interface IEngineMeasure
{
    /// <exception cref="LocalVoice.Engines.EngineException">The engine failed.</exception>
    Task<IReadOnlyList<EngineFigure>> MeasureAsync(CancellationToken cancellationToken);
}
