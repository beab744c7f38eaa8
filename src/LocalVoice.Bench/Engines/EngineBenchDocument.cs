using LocalVoice.Bench.Report;
using LocalVoice.Engines;

namespace LocalVoice.Bench.Engines;

/// <summary>What <c>bench-engines --json</c> writes.</summary>
/// <param name="Label">What to think of the models, for example <c>shape only</c>; may be empty.</param>
/// <param name="Failures">Stage → why it could not be measured.</param>
public sealed record EngineBenchDocument(
    DateTimeOffset Date,
    MachineInfo Machine,
    string Label,
    IReadOnlyList<EngineInfo> Engines,
    IReadOnlyList<EngineFigure> Figures,
    IReadOnlyDictionary<string, string> Failures
);
