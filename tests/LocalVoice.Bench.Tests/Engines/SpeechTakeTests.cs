using LocalVoice.Bench.Engines;
using LocalVoice.Speech;
using LocalVoice.Testing.Fakes;

namespace LocalVoice.Bench.Tests.Engines;

public sealed class SpeechTakeTests
{
    [Fact]
    public async Task Chunks_become_one_recording_at_the_voice_s_rate()
    {
        var take = await SpeechTake.OfAsync(
            new FakeSynthesizer(22_050),
            new SynthesisRequest("Hola", "es"),
            TimeProvider.System,
            CancellationToken.None
        );

        Assert.Equal(22_050, take.Recording.SampleRateHz);
        Assert.Equal(200, take.Recording.Duration.TotalMilliseconds, tolerance: 0.1);
        Assert.True(take.FirstAudio <= take.Whole);
    }
}
