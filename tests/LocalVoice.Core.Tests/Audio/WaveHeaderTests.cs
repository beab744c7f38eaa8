using LocalVoice.Core.Audio;
using LocalVoice.Testing.Audio;

namespace LocalVoice.Core.Tests.Audio;

public sealed class WaveHeaderTests
{
    [Theory]
    [InlineData(1, 16, 44_100, 2)]
    [InlineData(3, 64, 48_000, 1)]
    [InlineData(6, 8, 8_000, 1)]
    [InlineData(7, 8, 8_000, 2)]
    public void It_tells_kind_channels_rate_and_where_the_samples_are(int kind, int bits, int rateHz, int channels)
    {
        var frame = channels * bits / 8;

        var header = Read(WaveBytes.Of(kind, bits, rateHz, channels, new byte[(11 * frame) - 1]));

        Assert.Equal((channels, rateHz, 44L, 10L * frame, 0L), Of(header));
        Assert.Equal(frame, header.FrameBytes);
    }

    [Fact]
    public void A_file_of_more_than_32_bits_has_its_length_elsewhere() =>
        Assert.Equal((1, 16_000, 80L, 1000L, 0L), Of(Read(WaveBytes.Wide(new byte[1000]))));

    [Fact]
    public void A_wide_file_that_is_cut_off_tells_what_is_missing() =>
        Assert.Equal((1, 16_000, 80L, 600L, 400L), Of(Read(WaveBytes.Wide(new byte[1000])[..^400])));

    [Fact]
    public void A_file_that_is_cut_off_tells_what_is_missing() =>
        Assert.Equal((1, 16_000, 44L, 600L, 400L), Of(Read(WaveBytes.Of(1, 16, 16_000, 1, new byte[1000])[..^400])));

    [Theory]
    [InlineData(uint.MaxValue)]
    [InlineData(0x7FFF_FFFFu)]
    public void A_streamed_file_that_does_not_know_its_length_misses_nothing(uint declared) =>
        Assert.Equal((1, 16_000, 44L, 1000L, 0L), Of(Read(WaveBytes.Of(1, 16, 16_000, 1, new byte[1000], declared))));

    [Theory]
    [InlineData(1, 16, 0, 1, "says that it has 0 samples per second")]
    [InlineData(1, 16, 2_000_000_000, 1, "says that it has 2000000000 samples per second")]
    [InlineData(1, 16, 16_000, 0, "says that it has 0 channels")]
    [InlineData(1, 16, 16_000, 33, "says that it has 33 channels")]
    [InlineData(1, 12, 16_000, 1, "says that a sample has 12 bits")]
    [InlineData(7, 16, 8_000, 1, "says that a sample has 16 bits")]
    public void An_absurd_header_is_refused(int kind, int bits, int rateHz, int channels, string why) =>
        Assert.StartsWith(
            why,
            Assert.Throws<InvalidDataException>(() => Read(WaveBytes.Of(kind, bits, rateHz, channels, new byte[100]))).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void A_frame_of_another_length_than_its_channels_have_is_refused()
    {
        var file = WaveBytes.Of(1, 16, 16_000, 2, new byte[100]);
        file[32] = 3;

        Assert.Contains(
            "take 3 bytes, and they take 4",
            Assert.Throws<InvalidDataException>(() => Read(file)).Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(0x02, "Microsoft ADPCM")]
    [InlineData(0x11, "IMA ADPCM")]
    [InlineData(0x55, "MP3")]
    [InlineData(0x1234, "of the kind 0x1234")]
    public void What_needs_a_decoder_is_named(int kind, string name) =>
        Assert.Equal(name, Assert.Throws<NotSupportedException>(() => Read(WaveBytes.Of(kind, 4, 8_000, 1, new byte[100]))).Message);

    [Fact]
    public void A_file_that_is_cut_off_within_its_header_is_refused()
    {
        var file = WaveBytes.Of(1, 16, 16_000, 1, new byte[10]);
        for (var length = 0; length < 44; length++)
        {
            Assert.Throws<InvalidDataException>(() => Read(file[..length]));
        }
    }

    [Theory]
    [InlineData(1, 8, new byte[] { 192 }, 0.5f)]
    [InlineData(1, 24, new byte[] { 0, 0, 0xC0 }, -0.5f)]
    [InlineData(1, 32, new byte[] { 0, 0, 0, 0x40 }, 0.5f)]
    [InlineData(3, 32, new byte[] { 0, 0, 0xC0, 0x7F }, 0f)]
    [InlineData(3, 64, new byte[] { 0, 0, 0, 0, 0, 0, 0xE0, 0x3F }, 0.5f)]
    public void Samples_are_read_as_fractions_and_what_is_no_number_as_silence(int kind, int bits, byte[] sample, float expected)
    {
        var samples = new float[1];

        Read(WaveBytes.Of(kind, bits, 16_000, 1, sample)).Kind.Decode(sample, samples);

        Assert.Equal(expected, samples[0]);
    }

    private static WaveHeader Read(byte[] file) => WaveHeader.Read(new MemoryStream(file));

    private static (int Channels, int RateHz, long Start, long Bytes, long Missing) Of(WaveHeader header) =>
        (header.Channels, header.RateHz, header.DataStart, header.DataBytes, header.MissingBytes);
}
