namespace LocalVoice.Bench.Engines;

/// <summary>An engine with its measurements.</summary>
/// <param name="Engine">Warmed up first if it is an <see cref="LocalVoice.Engines.IEngine"/>.</param>
public sealed record MeasuredEngine(object Engine, params IReadOnlyList<IEngineMeasure> Measures);
