namespace LLama.Abstractions;

/// <summary>How weights are loaded.</summary>
public interface IModelParams
{
    int MainGpu { get; set; }

    /// <summary>Layers on the GPU; 0 keeps all on the CPU.</summary>
    int GpuLayerCount { get; }

    bool UseMemorymap { get; }

    bool UseMemoryLock { get; }

    string ModelPath { get; }

    bool VocabOnly { get; }
}
