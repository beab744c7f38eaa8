using System.Globalization;

namespace LocalVoice.Models;

/// <summary>Memory that a server with a set takes: an estimate from its files' sizes, not a measurement.</summary>
/// <param name="WeightBytes">The models' files.</param>
/// <param name="CacheBytes">The language model's cache: all of it is taken at the start.</param>
/// <param name="OtherBytes">The runtime, buffers, and what engines unpack.</param>
public sealed record SetMemory(long WeightBytes, long CacheBytes, long OtherBytes)
{
    internal const string ContextTokens = "Llm:ContextTokens";

    // The engine's own default, for a set that names none.
    private const int DefaultContextTokens = 8192;

    // Measured on 2 cores (2026-11-28, `serve`, Whisper base q8_0, SmolLM2-135M, one Piper voice, 8192 tokens): 1.38 GB resident
    // after one turn, less 0.19 GB of files and 0.19 GB of cache. Larger models unpack and buffer more.
    private const long Beside = 1_000_000_000;

    public long TotalBytes => WeightBytes + CacheBytes + OtherBytes;

    internal static SetMemory Of(ModelSet set, IReadOnlyList<ModelEntry> models) =>
        new(
            models.Sum(model => model.Bytes),
            (Tokens(set) ?? DefaultContextTokens) * models.Sum(model => (long)(model.CacheBytesPerToken ?? 0)),
            Beside
        );

    /// <returns>Null for a value that is no number.</returns>
    internal static int? Tokens(ModelSet set) =>
        !set.Settings.TryGetValue(ContextTokens, out var value) ? DefaultContextTokens
        : int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var tokens) ? tokens
        : null;
}
