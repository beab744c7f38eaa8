using LocalVoice.Engines.Llama.Loading;

namespace LocalVoice.Engines.Llama.Tests.Loading;

public sealed class CacheSizeTests
{
    private static readonly Dictionary<string, string> SmolLM2 = Model(blocks: 30, width: 576, heads: 9, cacheHeads: 3);
    private static readonly Dictionary<string, string> Llama8B = Model(blocks: 32, width: 4096, heads: 32, cacheHeads: 8);

    [Fact]
    public void A_token_takes_its_keys_and_values_in_all_layers()
    {
        Assert.Equal(23_040, CacheSize.BytesPerToken(SmolLM2));
        Assert.Equal(131_072, CacheSize.BytesPerToken(Llama8B));
        Assert.Equal(0, CacheSize.BytesPerToken(new Dictionary<string, string>()));
    }

    [Theory]
    [InlineData(8, 0, 2048)]
    [InlineData(64, 0, 2048)]
    [InlineData(64, 99, 16_384)]
    public void A_small_model_has_as_many_tokens_as_its_sessions_need_and_the_memory_allows(int sessions, int layers, int tokens) =>
        Assert.Equal(tokens, CacheSize.Tokens(Options(sessions, layers), SmolLM2, 8192));

    [Fact]
    public void A_large_model_holds_at_least_one_conversation() => Assert.Equal(2048, CacheSize.Tokens(Options(8, 0), Llama8B, 131_072));

    [Fact]
    public void It_is_no_more_than_the_sessions_can_use() => Assert.Equal(1024, CacheSize.Tokens(Options(2, 0), SmolLM2, 512));

    [Fact]
    public void What_is_set_is_taken() => Assert.Equal(333, CacheSize.Tokens(new LlamaOptions { ContextTokens = 333 }, SmolLM2, 8192));

    private static LlamaOptions Options(int sessions, int layers) => new() { MaxSessions = sessions, GpuLayerCount = layers };

    private static Dictionary<string, string> Model(int blocks, int width, int heads, int cacheHeads) =>
        new()
        {
            ["general.architecture"] = "llama",
            ["llama.block_count"] = $"{blocks}",
            ["llama.embedding_length"] = $"{width}",
            ["llama.attention.head_count"] = $"{heads}",
            ["llama.attention.head_count_kv"] = $"{cacheHeads}",
        };
}
