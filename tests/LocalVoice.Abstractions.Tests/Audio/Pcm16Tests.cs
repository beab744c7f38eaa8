using LocalVoice.Audio;

namespace LocalVoice.Abstractions.Tests.Audio;

public sealed class Pcm16Tests
{
    [Fact]
    public void Full_scale_is_one_and_what_is_beyond_is_clipped()
    {
        Assert.Equal(short.MaxValue, Pcm16.FromFloat(1));
        Assert.Equal(-short.MaxValue, Pcm16.FromFloat(-1));
        Assert.Equal(short.MaxValue, Pcm16.FromFloat(3));
        Assert.Equal(short.MinValue, Pcm16.FromFloat(-3));
    }

    [Fact]
    public void Pcm_is_little_endian()
    {
        var samples = new float[2];

        Pcm16.Decode([0x00, 0x40, 0x00, 0x80], samples);

        Assert.Equal([0.5f, -1f], samples);
    }
}
