using LocalVoice.Core.Memory;
using LocalVoice.Server.Draining;

namespace LocalVoice.Server.Capacity;

/// <summary>
/// Gives memory back to the system after a storm: the collector keeps what it once had as long as little is allocated.
/// </summary>
internal sealed class MemoryReturn(MemoryBudget memory, OpenSessions sessions, TimeProvider time) : BackgroundService
{
    // What a storm is: this many sessions, or bytes, more than now. Chosen by trial, not measured.
    private const int ManySessions = 16;
    private const long ManyBytes = 64 * 1024 * 1024;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        var (mostSessions, mostBytes) = (0, 0L);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            var (open, held) = (sessions.Count, memory.Held);
            (mostSessions, mostBytes) = (Math.Max(mostSessions, open), Math.Max(mostBytes, held));
            if (mostSessions - open >= ManySessions || mostBytes - held >= ManyBytes)
            {
                (mostSessions, mostBytes) = (open, held);
                Collect(quiet: open == 0);
            }
        }
    }

    /// <param name="quiet">Whether nobody would notice a pause.</param>
    private static void Collect(bool quiet)
    {
        if (quiet)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        }
        else
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: false);
        }
    }
}
