using LocalVoice.Testing.Files;

namespace LocalVoice.Models.Tests;

public sealed class SetAdviceTests
{
    private const long Gigabyte = 1_000_000_000;

    private readonly ModelManifest _manifest = ModelManifest.Load(Path.Combine(Repository.Root, "models", "manifest.json"));

    [Theory]
    [InlineData(2, 8, null, null, "2-core")]
    [InlineData(7, 8, null, null, "2-core")]
    [InlineData(8, 16, null, null, "8-core")]
    [InlineData(8, 16, null, "ca", "8-core-ca")]
    [InlineData(64, 2, null, null, "2-core")]
    [InlineData(8, 32, "an NVIDIA GPU", null, "gpu")]
    [InlineData(8, 32, "an NVIDIA GPU", "ca", "gpu-ca")]
    [InlineData(2, 8, "an NVIDIA GPU", null, "2-core")]
    [InlineData(1, 8, null, null, null)]
    [InlineData(2, 1, null, null, null)]
    [InlineData(2, 8, null, "ca", null)]
    public void A_machine_gets_the_most_demanding_set_that_it_carries(
        int cores,
        int gigabytes,
        string? gpu,
        string? language,
        string? set
    ) => Assert.Equal(set, SetAdvice.For(new Machine(cores, gigabytes * Gigabyte, gpu), _manifest, language)?.Name);

    [Theory]
    [InlineData("gpu", "no GPU to be seen")]
    [InlineData("8-core", "too few cores (8 needed)")]
    [InlineData("2-core", "too little memory")]
    [InlineData("starter", "meant for no machine")]
    public void A_set_that_does_not_fit_says_what_is_lacking(string set, string obstacle) =>
        Assert.Equal(obstacle, SetAdvice.Obstacle(_manifest.FindSet(set), new Machine(2, Gigabyte, null), _manifest));

    [Fact]
    public void Memory_is_weights_and_the_cache_of_all_tokens_and_a_share_for_the_rest()
    {
        var set = _manifest.FindSet("2-core");
        var memory = _manifest.MemoryOf(set);

        Assert.Equal(_manifest.Select(set.Models).Sum(model => model.Bytes), memory.WeightBytes);
        Assert.Equal(8192L * 12_288, memory.CacheBytes);
        Assert.True(memory.OtherBytes > 0);
        Assert.Equal(memory.WeightBytes + memory.CacheBytes + memory.OtherBytes, memory.TotalBytes);
    }
}
