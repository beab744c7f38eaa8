using NAudio.Wave;

namespace LocalVoice.Bindings.Tests.NAudio;

public sealed class WaveFileReaderTests
{
    private const ushort Pcm = 1;
    private const ushort Float = 3;
    private const ushort Extensible = 0xFFFE;

    [Theory]
    [InlineData(Pcm, 8, new byte[] { 192, 0 }, 0.5f, -1f)]
    [InlineData(Pcm, 16, new byte[] { 0, 0x40, 0, 0x80 }, 0.5f, -1f)]
    [InlineData(Pcm, 24, new byte[] { 0, 0, 0x40, 0, 0, 0x80 }, 0.5f, -1f)]
    [InlineData(Pcm, 32, new byte[] { 0, 0, 0, 0x40, 0, 0, 0, 0x80 }, 0.5f, -1f)]
    [InlineData(Float, 32, new byte[] { 0, 0, 0, 0x3F, 0, 0, 0x80, 0xBF }, 0.5f, -1f)]
    [InlineData(Float, 64, new byte[] { 0, 0, 0, 0, 0, 0, 0xE0, 0x3F, 0, 0, 0, 0, 0, 0, 0xF0, 0xBF }, 0.5f, -1f)]
    public void Samples_of_every_width_lie_between_minus_one_and_one(ushort tag, int bits, byte[] bytes, float first, float second)
    {
        using var reader = new WaveFileReader(WaveBytes.File(tag, channels: 1, rate: 8_000, bits, bytes));
        Assert.Equal([first, second], Samples(reader));
        Assert.Equal(2, reader.SampleCount);
    }

    [Theory]
    [InlineData(Pcm, 16, new byte[] { 0, 0x40, 0, 0x80 })]
    [InlineData(Float, 32, new byte[] { 0, 0, 0, 0x3F, 0, 0, 0x80, 0xBF })]
    public void An_extensible_header_is_read_by_its_sub_format(byte subFormat, byte bits, byte[] bytes)
    {
        using var reader = new WaveFileReader(
            WaveBytes.File(Extensible, channels: 2, rate: 48_000, bits, bytes, WaveBytes.Extension(subFormat, bits)));
        Assert.Equal([0.5f, -1f], Samples(reader));
        Assert.Equal((2, 48_000), (reader.WaveFormat.Channels, reader.WaveFormat.SampleRate));
    }

    [Fact]
    public void Other_chunks_are_passed_over_also_those_of_odd_length()
    {
        using var reader = new WaveFileReader(WaveBytes.File(Pcm, 1, 8_000, 16, [0, 0x40], before: "junk"));
        Assert.Equal([0.5f], Samples(reader));
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(0xFFFFFFFFu)]
    public void A_length_that_the_writer_did_not_know_means_the_rest_of_the_file(uint length)
    {
        var bytes = WaveBytes.File(Pcm, 1, 8_000, 16, [0, 0x40, 0, 0x80]).ToArray()[..^12];
        BitConverter.GetBytes(length).CopyTo(bytes, bytes.Length - 8);
        using var reader = new WaveFileReader(new MemoryStream(bytes));
        Assert.Equal([0.5f, -1f], Samples(reader));
    }

    [Fact]
    public void A_truncated_file_gives_the_whole_samples_that_it_has()
    {
        var bytes = WaveBytes.File(Pcm, 1, 8_000, 16, [0, 0x40, 0, 0x80]).ToArray()[..^13];
        using var reader = new WaveFileReader(new MemoryStream(bytes));
        Assert.Equal([0.5f], Samples(reader));
    }

    [Fact]
    public void Reading_goes_on_from_a_position()
    {
        using var reader = new WaveFileReader(WaveBytes.File(Pcm, 1, 8_000, 16, [0, 0x40, 0, 0x80]));
        reader.Position = 2;
        Assert.Equal([-1f], Samples(reader));
        Assert.Equal(reader.Length, reader.Position);
    }

    [Theory]
    [InlineData("")]
    [InlineData("RIFF____AVI LIST")]
    [InlineData("RIFF____WAVE")]
    [InlineData("RIFF____WAVEdata\u0004\0\0\0abcd")]
    [InlineData("RIFF____WAVEfmt \u0004\0\0\0abcd")]
    public void What_is_no_wave_file_is_refused(string file) =>
        Assert.Throws<FormatException>(() => new WaveFileReader(new MemoryStream(System.Text.Encoding.ASCII.GetBytes(file))));

    [Fact]
    public void An_encoding_that_is_not_known_is_refused()
    {
        using var reader = new WaveFileReader(WaveBytes.File(tag: 7, 1, 8_000, 8, [1, 2]));
        Assert.Throws<ArgumentException>(() => reader.ToSampleProvider());
    }

    private static float[] Samples(WaveFileReader reader)
    {
        var provider = reader.ToSampleProvider();
        var (samples, buffer) = (new List<float>(), new float[3]);
        for (var count = provider.Read(buffer); count > 0; count = provider.Read(buffer))
        {
            samples.AddRange(buffer[..count]);
        }

        return [.. samples];
    }
}
