using System.Text;

namespace LLama.Abstractions;

/// <summary>How a context is made.</summary>
public interface IContextParams
{
    /// <summary>Tokens of all sequences together; null takes the model's trained context.</summary>
    uint? ContextSize { get; }

    uint BatchSize { get; }

    uint UBatchSize { get; }

    /// <summary>How many sequences may be held at once, 1…256.</summary>
    uint SeqMax { get; }

    Encoding Encoding { get; }

    int? Threads { get; }

    int? BatchThreads { get; }

    /// <summary>Null lets llama.cpp decide.</summary>
    bool? FlashAttention { get; }

    /// <summary>One cache for all sequences, so that they can share prefixes; null means on.</summary>
    bool? KVUnified { get; }
}
