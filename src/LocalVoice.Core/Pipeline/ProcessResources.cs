using LocalVoice.Core.Compute;
using LocalVoice.Core.Evidence;
using LocalVoice.Core.Memory;
using LocalVoice.Core.Telemetry;
using LocalVoice.Tools;

namespace LocalVoice.Core.Pipeline;

/// <summary>What all sessions of the process share, besides the engines.</summary>
public sealed record ProcessResources(MemoryBudget Memory, LoadGauge Load, TurnStatistics Turns)
{
    /// <summary>What the language models' evidence is worth.</summary>
    public EvidenceScales Scales { get; init; } = new();

    /// <summary>Tells each turn to those who collect measures and traces.</summary>
    public TurnTelemetry Telemetry { get; init; } = new();

    /// <summary>Reaches the servers of tools that clients name.</summary>
    public IToolServers ToolServers { get; init; } = new NoToolServers();
}
