using LocalVoice.Testing.Audio;

namespace LocalVoice.Client.Tests;

public sealed class VoiceOnsetTests
{
    [Fact]
    public void First_voiced_frame_begins_where_the_tone_does()
    {
        var recording = Tones.Between(250, 100, 50);

        Assert.Equal(250 * 16, VoiceOnset.First(recording.Samples.Span, 16_000));
    }

    [Fact]
    public void Voice_ends_after_the_last_voiced_frame()
    {
        var recording = Tones.Between(250, 100, 50);

        Assert.Equal(350 * 16, VoiceOnset.End(recording.Samples.Span, 16_000));
    }

    [Theory]
    [InlineData(170, false)]
    [InlineData(200, true)]
    public void Frame_is_voiced_above_minus_45_dbfs(short level, bool voiced)
    {
        var samples = Enumerable.Repeat(level, 160).ToArray();

        Assert.Equal(voiced, VoiceOnset.First(samples, 16_000) is not null);
    }

    [Fact]
    public void Silence_has_no_onset_and_no_end()
    {
        Assert.Null(VoiceOnset.First(new short[1600], 16_000));
        Assert.Null(VoiceOnset.End(new short[1600], 16_000));
    }
}
