using System.Text;
using LLama.Abstractions;

namespace LLama.Common;

/// <summary>Parameters of a model and its contexts, with the defaults of the published assembly.</summary>
public record ModelParams : ILLamaParams
{
    public ModelParams(string modelPath) => ModelPath = modelPath;

    public uint? ContextSize { get; set; }

    public int MainGpu { get; set; }

    public int GpuLayerCount { get; set; } = 20;

    public uint SeqMax { get; set; } = 1;

    public bool UseMemorymap { get; set; } = true;

    public bool UseMemoryLock { get; set; }

    public string ModelPath { get; set; }

    public int? Threads { get; set; }

    public int? BatchThreads { get; set; }

    public uint BatchSize { get; set; } = 512;

    public uint UBatchSize { get; set; } = 512;

    public bool? FlashAttention { get; set; }

    public bool VocabOnly { get; set; }

    public bool? KVUnified { get; set; }

    public Encoding Encoding { get; set; } = Encoding.UTF8;
}
