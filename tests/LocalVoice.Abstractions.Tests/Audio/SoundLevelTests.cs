using LocalVoice.Audio;

namespace LocalVoice.Abstractions.Tests.Audio;

public sealed class SoundLevelTests
{
    [Theory]
    [InlineData(1, 0)]
    [InlineData(0.1, -20)]
    [InlineData(0.01, -40)]
    public void A_constant_measures_its_own_level(float value, double dbfs) =>
        Assert.Equal(dbfs, SoundLevel.RmsDbfs(Enumerable.Repeat(value, 163).ToArray()), 0.01);

    [Fact]
    public void A_full_scale_sine_is_3_dB_below_full_scale() =>
        Assert.Equal(-3.01, SoundLevel.RmsDbfs(Enumerable.Range(0, 1600).Select(i => MathF.Sin(2 * MathF.PI * i / 16)).ToArray()), 0.01);

    [Fact]
    public void Silence_and_nothing_measure_the_bottom()
    {
        Assert.Equal(SoundLevel.SilenceDbfs, SoundLevel.RmsDbfs(new float[160]));
        Assert.Equal(SoundLevel.SilenceDbfs, SoundLevel.RmsDbfs(ReadOnlySpan<float>.Empty));
    }
}
