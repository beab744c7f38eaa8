using System.ComponentModel;
using System.Diagnostics;

namespace LocalVoice.Server.Tests.Http;

/// <summary>The ffmpeg of this machine.</summary>
internal static class RealFfmpeg
{
    public static void SkipWithout()
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("ffmpeg", "-version") { RedirectStandardOutput = true });
        }
        catch (Win32Exception)
        {
            Assert.Skip("This machine has no ffmpeg.");
        }
    }

    /// <summary>What it writes for a file; the arguments name both, <c>pipe:0</c> and <c>pipe:1</c>.</summary>
    public static async Task<byte[]> RunAsync(byte[] file, params string[] arguments)
    {
        SkipWithout();
        var start = new ProcessStartInfo("ffmpeg", ["-hide_banner", "-loglevel", "error", .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var feeding = FeedAsync(process, file);
        using var made = new MemoryStream();
        await process.StandardOutput.BaseStream.CopyToAsync(made);
        await feeding;
        return made.ToArray();
    }

    private static async Task FeedAsync(Process process, byte[] file)
    {
        await process.StandardInput.BaseStream.WriteAsync(file);
        process.StandardInput.Close();
    }
}
