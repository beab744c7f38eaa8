using System.Globalization;

namespace LocalVoice.Engines.Llama.Loading;

/// <summary>How many tokens the cache of all sessions holds when nobody says.</summary>
internal static class CacheSize
{
    /// <summary>A conversation of ten turns beside the instructions, which all share.</summary>
    private const int TokensPerSession = 256;

    private const int Fewest = 4096;

    /// <summary>On a CPU, where the cache competes with the other engines for the memory.</summary>
    private const long MostBytes = 48L * 1024 * 1024;

    // One conversation must fit, however large a token is.
    private const int FewestOfLargeModels = 2048;

    // llama.cpp rounds up to this.
    private const int Step = 256;

    /// <param name="metadata">Of the model's file.</param>
    /// <param name="trainedTokens">Context that the model was trained for.</param>
    public static int Tokens(LlamaOptions options, IReadOnlyDictionary<string, string> metadata, int trainedTokens)
    {
        if (options.ContextTokens > 0)
        {
            return options.ContextTokens;
        }

        var wanted = Math.Max(Fewest, (long)options.MaxSessions * TokensPerSession);
        if (options.GpuLayerCount == 0 && BytesPerToken(metadata) is > 0 and var bytes)
        {
            wanted = Math.Min(wanted, Math.Max(MostBytes / bytes, FewestOfLargeModels));
        }

        return (int)(Math.Min(wanted, (long)trainedTokens * options.MaxSessions) / Step * Step);
    }

    /// <summary>
    /// Keys and values in all layers; 0 when the file does not tell. Of 16 bits: with 8 (Q8_0) 24 prompt tokens of SmolLM2-135M took
    /// 185 instead of 130 ms.
    /// </summary>
    public static long BytesPerToken(IReadOnlyDictionary<string, string> metadata)
    {
        var architecture = metadata.GetValueOrDefault("general.architecture");
        var heads = Of("attention.head_count_kv") ?? Of("attention.head_count");
        var width = Of("attention.key_length") ?? Of("embedding_length") / Of("attention.head_count");
        return 2 * sizeof(short) * (Of("block_count") * heads * width) ?? 0;

        long? Of(string key) =>
            long.TryParse(metadata.GetValueOrDefault($"{architecture}.{key}"), CultureInfo.InvariantCulture, out var value) && value > 0
                ? value
                : null;
    }
}
