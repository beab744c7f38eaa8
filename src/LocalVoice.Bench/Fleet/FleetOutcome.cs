namespace LocalVoice.Bench.Fleet;

/// <summary>What came of a plan.</summary>
/// <param name="Calls">Those that asked for a session.</param>
/// <param name="Refused">Those that found all servers full.</param>
/// <param name="Waits">Voice to voice of every turn, in milliseconds.</param>
/// <param name="Utilisation">Share of all lanes' time that was used, 0…1.</param>
public sealed record FleetOutcome(int Calls, int Refused, IReadOnlyList<double> Waits, double Utilisation);
