using LocalVoice.Client.Audio;
using LocalVoice.Testing.Audio;

namespace LocalVoice.Client.Tests.Audio;

public sealed class ResamplingTests
{
    [Theory]
    [InlineData(22_050, 16_000)]
    [InlineData(48_000, 16_000)]
    [InlineData(16_000, 24_000)]
    public void Recording_keeps_its_length_and_its_onset(int from, int to)
    {
        var resampled = Tones.Between(500, 400, 100, from).At(to);

        Assert.Equal(1000, resampled.Duration.TotalMilliseconds, tolerance: 0.1);
        Assert.InRange(VoiceOnset.First(resampled.Samples.Span, to)!.Value / (to / 1000.0), 480, 510);
    }
}
