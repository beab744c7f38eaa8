using LocalVoice.Bench.Report;

namespace LocalVoice.Bench.Transport.Echo;

/// <summary>Calls at once to a server that echoes: what they cost it, and how long voice is on its way.</summary>
/// <param name="Calls">At once.</param>
/// <param name="Seconds">Of the measurement.</param>
/// <param name="IdlePercentOfCore">The server's process without a call; null where it is not ours.</param>
/// <param name="PercentOfCorePerCall">What its process took beyond that, for each call; null where it is not ours.</param>
/// <param name="EchoMs">From a sample's capture until it is heard again, at an ear without a buffer.</param>
/// <param name="ConcealedPercent">Packets of the echo whose place something else took.</param>
public sealed record EchoFigures(
    int Calls,
    double Seconds,
    double? IdlePercentOfCore,
    double? PercentOfCorePerCall,
    Distribution EchoMs,
    double ConcealedPercent
);
