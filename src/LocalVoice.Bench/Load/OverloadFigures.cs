using LocalVoice.Bench.Report;

namespace LocalVoice.Bench.Load;

/// <summary>What twice as many callers as a server takes cost those whom it took.</summary>
/// <param name="Capacity">Sessions that it takes at once.</param>
/// <param name="AtCapacity">As many callers; all rounds together.</param>
/// <param name="AtTwice">Twice as many; all rounds together.</param>
public sealed record OverloadFigures(int Capacity, LoadStep AtCapacity, LoadStep AtTwice)
{
    /// <summary>How much longer the accepted may wait at the 95th percentile: the project's target.</summary>
    public const double Bound = 1.3;

    /// <summary>Of the p95 of voice to voice; null when nobody was answered.</summary>
    public double? Ratio => AtTwice.V2vMs.P95 / AtCapacity.V2vMs.P95 is { } ratio ? Math.Round(ratio, 3) : null;

    /// <summary>
    /// Whether the accepted waited no longer than the bound, each of their utterances was answered, as many were accepted as before,
    /// and each of the others was refused before its session began.
    /// </summary>
    public bool Holds =>
        Ratio <= Bound && AtCapacity is { Refused: 0, Unanswered: 0 } && AtTwice.Unanswered == 0 && AtTwice.Accepted == AtCapacity.Accepted;
}

/// <summary>The document of <c>bench overload --json</c>.</summary>
public sealed record OverloadDocument(
    DateTimeOffset Date,
    MachineInfo Machine,
    string Language,
    int Rounds,
    int TurnsPerCaller,
    OverloadFigures Figures
);
