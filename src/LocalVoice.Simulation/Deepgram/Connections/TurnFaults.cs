using LocalVoice.Simulation.Servers;
using LocalVoice.Simulation.Sockets;

namespace LocalVoice.Simulation.Deepgram.Connections;

/// <summary>
/// The faults of a connection's turns: the first turn has the one that the handshake took, unless that was none; then, as of
/// every other turn, it takes one itself.
/// </summary>
internal sealed class TurnFaults(Func<Fault> take, Fault atHandshake)
{
    private Fault _first = atHandshake;

    public TurnFault Next()
    {
        var fault = _first.Kind == FaultKind.None ? take() : _first;
        _first = Fault.None;
        return new(fault);
    }
}
