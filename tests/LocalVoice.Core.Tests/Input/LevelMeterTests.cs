using LocalVoice.Audio;
using LocalVoice.Core.Input;
using LocalVoice.Testing.Audio;

namespace LocalVoice.Core.Tests.Input;

public sealed class LevelMeterTests
{
    [Fact]
    public void An_offset_is_no_sound()
    {
        var meter = new LevelMeter();
        var frame = Enumerable.Repeat(0.05f, 160).ToArray();

        Assert.All(Enumerable.Range(0, 100), _ => Assert.True(meter.Measure(frame) < -90));
    }

    [Fact]
    public void A_voice_has_its_level_with_an_offset_and_without()
    {
        var voice = SyllableVoice.Speak(3, -26, seed: 1, rateHz: 16_000);

        var plain = Levels(voice);
        var shifted = Levels([.. voice.Select(sample => sample + 0.1f)]);

        Assert.All(plain.Zip(shifted).Where(pair => pair.First > -40), pair => Assert.Equal(pair.First, pair.Second, 1.0));
    }

    [Fact]
    public void A_voice_without_an_offset_keeps_its_level()
    {
        var voice = SyllableVoice.Speak(3, -26, seed: 1, rateHz: 16_000);

        var levels = Levels(voice);

        for (var i = 0; i < levels.Count; i++)
        {
            var level = SoundLevel.RmsDbfs(voice.AsSpan(i * 160, 160));
            Assert.True(level < -40 || Math.Abs(level - levels[i]) < 1);
        }
    }

    private static List<double> Levels(float[] samples)
    {
        var meter = new LevelMeter();
        return [.. samples.Chunk(160).Where(frame => frame.Length == 160).Select(frame => meter.Measure(frame))];
    }
}
