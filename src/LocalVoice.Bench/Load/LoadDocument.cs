using LocalVoice.Bench.Report;

namespace LocalVoice.Bench.Load;

/// <summary>Figures of a load run, in the order of its steps.</summary>
public sealed record LoadDocument(
    DateTimeOffset Date,
    MachineInfo Machine,
    string Language,
    int TurnsPerCaller,
    IReadOnlyList<LoadStep> Steps
);
