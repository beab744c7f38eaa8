using LocalVoice.Bench.Report;

namespace LocalVoice.Bench.Soak;

/// <summary>What came of an endurance run.</summary>
/// <param name="Seconds">How long callers talked.</param>
/// <param name="Calls">Calls that were opened one after the other, of all callers.</param>
/// <param name="Turns">Utterances.</param>
/// <param name="Lost">Utterances without a whole answer; all that remained of a call that was lost.</param>
/// <param name="Failures">What the lost ones said, each once, at most ten.</param>
/// <param name="Resident">MiB, after the warm-up.</param>
/// <param name="Handles">Open file descriptors, after the warm-up.</param>
/// <param name="HandlesBefore">Without a caller, before the first.</param>
/// <param name="HandlesAfter">Without a caller, after the last.</param>
/// <param name="V2vMs">Voice to voice of the answered.</param>
public sealed record SoakDocument(
    DateTimeOffset Date,
    MachineInfo Machine,
    bool Simulated,
    double Seconds,
    int Sessions,
    int BusyCores,
    int Calls,
    int Turns,
    int Lost,
    IReadOnlyList<string> Failures,
    SoakTrend Resident,
    SoakTrend Handles,
    int HandlesBefore,
    int HandlesAfter,
    Distribution V2vMs
)
{
    /// <summary>Memory of a shorter run says nothing: code is compiled and pools are filled.</summary>
    public const double LeastSecondsForMemory = 120;

    /// <summary>Growth between the first and the last third that is no leak, in MiB: the heap's own breath. Chosen, not measured.</summary>
    public const double MostMiB = 24;

    /// <summary>The same as a share of the first third.</summary>
    public const double MostShare = 0.05;

    /// <summary>File descriptors that may come and go. Chosen, not measured.</summary>
    public const int MostHandles = 8;

    public bool IsMemoryJudged => Seconds >= LeastSecondsForMemory;

    public bool IsMemoryFlat => Resident.Growth <= Math.Max(MostMiB, MostShare * Resident.First);

    public bool AreHandlesFlat => Handles.Growth <= MostHandles && HandlesAfter - HandlesBefore <= MostHandles;

    public bool Ok => Lost == 0 && Turns > 0 && AreHandlesFlat && (!IsMemoryJudged || IsMemoryFlat);
}
