using System.ComponentModel;
using System.Diagnostics;

namespace LocalVoice.Cli;

/// <summary>A process that does not outlive what it was started for.</summary>
internal static class ChildProcess
{
    /// <returns>Null when no process can be started.</returns>
    public static Process? TryStart(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    /// <summary>Kills it, with what it started; no effect on one that has ended.</summary>
    public static async Task EndAsync(this Process process)
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }
}
