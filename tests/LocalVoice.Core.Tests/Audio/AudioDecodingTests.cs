using LocalVoice.Audio;
using LocalVoice.Core.Audio;

namespace LocalVoice.Core.Tests.Audio;

public sealed class AudioDecodingTests
{
    [Theory]
    [InlineData(AudioEncoding.Pcm16, 0)]
    [InlineData(AudioEncoding.MuLaw, 0.02)]
    [InlineData(AudioEncoding.ALaw, 0.02)]
    public void What_is_encoded_decodes_to_the_same_sound(AudioEncoding encoding, double tolerance)
    {
        var format = new AudioFormat(encoding, 8000);
        short[] samples = [0, 100, -100, 12_345, -12_345, 32_000];
        var encoded = Encode(encoding, samples);
        var decoded = new float[samples.Length];

        Assert.Equal(samples.Length, AudioDecoding.Decode(format, encoded, decoded));

        Assert.All(samples.Zip(decoded), pair => Assert.Equal(pair.First / 32768f, pair.Second, tolerance + 1e-6));
    }

    private static byte[] Encode(AudioEncoding encoding, short[] samples) =>
        encoding switch
        {
            AudioEncoding.MuLaw => [.. samples.Select(G711.EncodeMuLaw)],
            AudioEncoding.ALaw => [.. samples.Select(G711.EncodeALaw)],
            _ => [.. samples.SelectMany(BitConverter.GetBytes)],
        };
}
