using System.Globalization;
using System.Runtime.InteropServices;

namespace LocalVoice.Bench.Report;

/// <summary>The machine of a report.</summary>
public sealed record MachineInfo(string Cpu, int Cores, double MemoryGb, string Os, string Runtime)
{
    public static MachineInfo Current() =>
        new(
            CpuName("/proc/cpuinfo"),
            Environment.ProcessorCount,
            Math.Round(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1e9, 1),
            RuntimeInformation.OSDescription,
            RuntimeInformation.FrameworkDescription
        );

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Cpu}, {Cores} cores, {MemoryGb:0} GB, {Os}, {Runtime}");

    private static string CpuName(string file)
    {
        var line = File.Exists(file)
            ? File.ReadLines(file).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))
            : null;
        return line is null
            ? RuntimeInformation.ProcessArchitecture.ToString()
            : line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }
}
