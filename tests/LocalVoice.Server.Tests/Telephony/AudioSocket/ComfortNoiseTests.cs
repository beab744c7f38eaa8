using LocalVoice.Server.Telephony.AudioSocket;

namespace LocalVoice.Server.Tests.Telephony.AudioSocket;

public sealed class ComfortNoiseTests
{
    private readonly short[] _samples = new short[80_000];

    /// <summary>Ten seconds: the level of a random signal is told within 0.3 dB.</summary>
    [Theory]
    [InlineData(-80)]
    [InlineData(-60)]
    [InlineData(-40)]
    public void It_has_the_level_that_was_asked_for(double levelDbfs)
    {
        new ComfortNoise(levelDbfs).Fill(_samples);

        Assert.Equal(levelDbfs, 10 * Math.Log10(Power(_samples.Select(sample => (double)sample)) / (32768.0 * 32768)), 0.3);
    }

    /// <summary>White noise would have half of its power in the differences twice over: what is high is lower than what is low.</summary>
    [Fact]
    public void It_is_darker_than_white_noise()
    {
        new ComfortNoise(-40).Fill(_samples);

        var differences = Power(_samples.Zip(_samples.Skip(1), (one, next) => (double)next - one));

        Assert.InRange(differences / Power(_samples.Select(sample => (double)sample)), 0.5, 0.8);
    }

    private static double Power(IEnumerable<double> samples) => samples.Average(sample => sample * sample);
}
