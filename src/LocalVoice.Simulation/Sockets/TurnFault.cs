using LocalVoice.Simulation.Servers;

namespace LocalVoice.Simulation.Sockets;

/// <summary>The fault of a turn, which strikes in place of the result after <see cref="Fault.After"/>.</summary>
internal sealed class TurnFault(Fault fault)
{
    private int _results;

    public static TurnFault None => new(Fault.None);

    /// <param name="isResult">Whether the message that is next counts.</param>
    /// <returns>What happens to it: <see cref="FaultKind.None"/> sends it.</returns>
    public FaultKind Strike(bool isResult) => isResult && _results++ >= fault.After ? AmidStream(fault.Kind) : FaultKind.None;

    private static FaultKind AmidStream(FaultKind kind) =>
        kind is FaultKind.Stall or FaultKind.ErrorAmid or FaultKind.CloseAmid or FaultKind.Garbage or FaultKind.SlowDrip
            ? kind
            : FaultKind.None;
}
