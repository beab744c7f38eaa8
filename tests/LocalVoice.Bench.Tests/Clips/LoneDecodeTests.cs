using LocalVoice.Bench.Clips;
using LocalVoice.Testing.Audio;

namespace LocalVoice.Bench.Tests.Clips;

public sealed class LoneDecodeTests
{
    [Fact]
    public void Utterance_is_the_voice_with_the_padding_that_a_session_gives_it()
    {
        var utterance = LoneDecode.Utterance(Tones.Between(1000, 500, 1000));

        Assert.Equal(16 * (300 + 500 + 60), utterance.Length);
        Assert.All(utterance[..4790], sample => Assert.Equal(0, sample));
        Assert.Contains(utterance[4800..4960], sample => Math.Abs(sample) > 0.1f);
    }

    [Fact]
    public void Padding_that_the_recording_lacks_is_silence()
    {
        var utterance = LoneDecode.Utterance(Tones.Between(0, 500, 0));

        Assert.Equal(16 * (300 + 500 + 60), utterance.Length);
        Assert.All(utterance[..4800], sample => Assert.Equal(0, sample));
        Assert.All(utterance[^960..], sample => Assert.Equal(0, sample));
    }
}
