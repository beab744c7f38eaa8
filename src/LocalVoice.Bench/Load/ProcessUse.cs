using System.Diagnostics;

namespace LocalVoice.Bench.Load;

/// <summary>What a process used over a while.</summary>
/// <param name="PeakMiB">Highest resident memory seen.</param>
/// <param name="EndMiB">Resident memory at the end.</param>
/// <param name="Cores">Mean number of busy cores.</param>
public sealed record ProcessUse(double PeakMiB, double EndMiB, double Cores)
{
    private const double MiB = 1024 * 1024;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    /// <summary>Watches until <paramref name="work"/> has ended; returns its result with what the process used.</summary>
    public static async Task<(T Result, ProcessUse Use)> DuringAsync<T>(Process process, TimeProvider time, Task<T> work)
    {
        var (begun, busy) = (time.GetTimestamp(), process.BusyTime());
        var peak = 0.0;
        using var timer = new PeriodicTimer(Interval, time);
        while (!work.IsCompleted)
        {
            peak = Math.Max(peak, ResidentMiB(process));
            await timer.WaitForNextTickAsync();
        }

        var cores = (process.BusyTime() - busy) / time.GetElapsedTime(begun);
        return (await work, new(Math.Round(peak), Math.Round(ResidentMiB(process)), Math.Round(cores, 2)));
    }

    /// <summary>Resident memory now.</summary>
    public static double ResidentMiB(Process process)
    {
        ArgumentNullException.ThrowIfNull(process);
        process.Refresh();
        return process.WorkingSet64 / MiB;
    }
}
