using LocalVoice.Core.Compute;
using LocalVoice.Core.Pipeline;
using LocalVoice.Core.Turns;

namespace LocalVoice.Testing.Fakes;

/// <summary>Resources of a process whose compute threads nobody uses.</summary>
public static class IdleResources
{
    public static ProcessResources For(PipelineOptions options, TimeProvider time) =>
        new(new(options.Memory), new LoadGauge(new ComputeBudget(1, time), options.Load, time), new());
}
