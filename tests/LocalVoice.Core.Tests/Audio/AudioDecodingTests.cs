using LocalVoice.Audio;
using LocalVoice.Core.Audio;

namespace LocalVoice.Core.Tests.Audio;

public sealed class AudioDecodingTests
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

    [Theory]
    [InlineData(AudioEncoding.Pcm16, 0)]
    [InlineData(AudioEncoding.MuLaw, 0.02)]
    [InlineData(AudioEncoding.ALaw, 0.02)]
    public void What_is_encoded_decodes_to_the_same_sound(AudioEncoding encoding, double tolerance)
    {
        var format = new AudioFormat(encoding, 8000);
        short[] samples = [0, 100, -100, 12_345, -12_345, 32_000];
        var encoded = new byte[samples.Length * format.BytesPerSample];
        var decoded = new float[samples.Length];

        Assert.Equal(encoded.Length, AudioDecoding.Encode(format, samples, encoded));
        Assert.Equal(samples.Length, AudioDecoding.Decode(format, encoded, decoded));

        Assert.All(samples.Zip(decoded), pair => Assert.Equal(pair.First / 32768f, pair.Second, tolerance + 1e-6));
    }
}
