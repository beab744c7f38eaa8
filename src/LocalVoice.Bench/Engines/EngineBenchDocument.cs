using LocalVoice.Bench.Report;
using LocalVoice.Engines;

namespace LocalVoice.Bench.Engines;

/// <summary>The document of <c>bench-engines --json</c>.</summary>
/// <param name="Label">A qualification of the models, for example <c>shape only</c>; may be empty.</param>
/// <param name="Failures">Stage → why it was not measured.</param>
public sealed record EngineBenchDocument(
    DateTimeOffset Date,
    MachineInfo Machine,
    string Label,
    IReadOnlyList<EngineInfo> Engines,
    IReadOnlyList<EngineFigure> Figures,
    IReadOnlyDictionary<string, string> Failures
);
