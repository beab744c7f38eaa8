namespace LocalVoice.Bench.Compare;

/// <summary>How long a step of a simulated service takes, without the network, and who says so.</summary>
/// <param name="Kind"><c>published</c>, <c>assumed</c> or <c>set</c>.</param>
/// <param name="P95Ms">Null where it is not known.</param>
/// <param name="Title">Of the source.</param>
/// <param name="Address">Of the source; empty for none.</param>
public sealed record SimulatedDelay(
    string Service,
    string Step,
    string Kind,
    double P50Ms,
    double? P95Ms,
    string Date,
    string Title,
    string Address
);
