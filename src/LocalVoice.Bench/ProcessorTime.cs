using System.Diagnostics;

namespace LocalVoice.Bench;

/// <summary>Processor time of another process.</summary>
internal static class ProcessorTime
{
    /// <summary>What all its threads took so far, in steps of the system's clock (Linux: 10 ms).</summary>
    public static TimeSpan BusyTime(this Process process)
    {
        process.Refresh();
        return process.TotalProcessorTime;
    }
}
