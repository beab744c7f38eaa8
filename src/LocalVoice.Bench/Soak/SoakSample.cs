namespace LocalVoice.Bench.Soak;

/// <summary>What a server's process held at one moment.</summary>
/// <param name="At">Since the run began.</param>
/// <param name="ResidentMiB">Resident memory.</param>
/// <param name="Handles">Open file descriptors; on Windows, handles.</param>
public readonly record struct SoakSample(TimeSpan At, double ResidentMiB, int Handles);
