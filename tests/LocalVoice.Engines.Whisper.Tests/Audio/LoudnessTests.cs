using LocalVoice.Engines.Whisper.Audio;

namespace LocalVoice.Engines.Whisper.Tests.Audio;

public sealed class LoudnessTests
{
    private readonly Loudness _loudness = new(-40);

    [Theory]
    [InlineData(0.0099f, false)]
    [InlineData(0.0101f, true)]
    public void A_window_of_20_ms_above_the_level_is_loud_however_it_comes(float value, bool loud)
    {
        foreach (var piece in Enumerable.Repeat(value, 320).Chunk(7))
        {
            _loudness.Observe(piece);
        }

        Assert.Equal(loud, _loudness.Exceeded);
    }

    [Fact]
    public void What_was_loud_once_stays_so()
    {
        _loudness.Observe(new float[160]);
        _loudness.Observe([.. Enumerable.Repeat(0.5f, 320)]);
        _loudness.Observe(new float[16_000]);

        Assert.True(_loudness.Exceeded);
    }

    [Fact]
    public void A_click_is_not_loud() => Assert.False(Click().Exceeded);

    private Loudness Click()
    {
        var samples = new float[3200];
        samples[1000] = 0.1f;
        _loudness.Observe(samples);
        return _loudness;
    }
}
