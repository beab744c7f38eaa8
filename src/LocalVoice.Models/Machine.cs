namespace LocalVoice.Models;

/// <summary>What a set of models is chosen by.</summary>
/// <param name="MemoryBytes">That this process may use; a container's limit where it has one.</param>
/// <param name="Gpu">The name of its GPU; null where none can be told.</param>
public sealed record Machine(int Cores, long MemoryBytes, string? Gpu)
{
    private const string Root = "/";

    public static Machine Current() =>
        new(Environment.ProcessorCount, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes, GpuDevice.Find(Root));
}
