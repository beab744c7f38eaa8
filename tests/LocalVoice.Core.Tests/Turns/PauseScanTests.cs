using LocalVoice.Core.Turns;
using LocalVoice.Testing.Audio;
using LocalVoice.Testing.Fakes;

namespace LocalVoice.Core.Tests.Turns;

public sealed class PauseScanTests
{
    private static readonly PauseScan Scan = new(new FakeVoiceActivityDetectorFactory(), new TurnOptions());

    [Fact]
    public void Pauses_of_any_length_are_found_and_no_turn_ends()
    {
        float[] samples = [.. Tones.Between(400, 600, 3000).ToFloats(), .. Tones.Between(0, 500, 1000).ToFloats()];

        var pauses = Scan.Of(samples);

        Assert.Equal(2, pauses.Count);
        Assert.InRange(pauses[0].LastVoiced, 16_000 - 160, 16_000 + 160);
        Assert.InRange(pauses[0].ResumedAt!.Value, 64_000, 64_000 + 1600);
        Assert.InRange(pauses[1].LastVoiced, 72_000 - 160, 72_000 + 160);
        Assert.Null(pauses[1].ResumedAt);
        Assert.Equal(pauses[0].UtteranceStart, pauses[1].UtteranceStart);
    }

    [Fact]
    public void A_pause_tells_when_the_detector_hears_nothing()
    {
        var pause = Assert.Single(Scan.Of(Tones.Between(400, 600, 1000).ToFloats()));

        var quiet = Assert.Single(pause.Quiet);
        Assert.InRange(quiet.From, pause.LastVoiced, pause.LastVoiced + 1600);
        Assert.Null(quiet.Until);
    }

    [Fact]
    public void Silence_has_no_pauses() => Assert.Empty(Scan.Of(new float[32_000]));
}
