namespace LocalVoice.Bench.Engines;

/// <summary>An engine with what is measured of it.</summary>
/// <param name="Engine">Warmed up first where it is an <see cref="LocalVoice.Engines.IEngine"/>.</param>
public sealed record MeasuredEngine(object Engine, params IReadOnlyList<IEngineMeasure> Measures);
