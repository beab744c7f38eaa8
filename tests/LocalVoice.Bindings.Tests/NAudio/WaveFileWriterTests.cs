using NAudio.Wave;

namespace LocalVoice.Bindings.Tests.NAudio;

public sealed class WaveFileWriterTests
{
    [Fact]
    public void What_is_written_is_read_back()
    {
        var file = Written(new WaveFormat(24_000, 16, 1), writer => writer.WriteSamples([0f, 0.5f, -0.5f, 1f], 1, 3));
        using var reader = new WaveFileReader(new MemoryStream(file));
        var samples = new float[4];
        Assert.Equal(3, reader.ToSampleProvider().Read(samples));
        Assert.Equal((24_000, 1, 16), (reader.WaveFormat.SampleRate, reader.WaveFormat.Channels, reader.WaveFormat.BitsPerSample));
        Assert.All(samples.Zip([0.5f, -0.5f, 1f]), pair => Assert.Equal(pair.Second, pair.First, tolerance: 1e-4f));
    }

    [Fact]
    public void The_header_tells_both_lengths()
    {
        var file = Written(new WaveFormat(8_000, 16, 2), writer => writer.WriteSamples(new short[6], 0, 6));
        Assert.Equal(44 + 12, file.Length);
        Assert.Equal(file.Length - 8, BitConverter.ToInt32(file, 4));
        Assert.Equal(12, BitConverter.ToInt32(file, 40));
    }

    [Fact]
    public void Shorts_are_kept_bit_for_bit()
    {
        short[] samples = [.. Enumerable.Range(short.MinValue, 65536).Select(value => (short)value)];
        var file = Written(new WaveFormat(8_000, 16, 1), writer => writer.WriteSamples(samples, 0, samples.Length));
        Assert.Equal(samples, System.Runtime.InteropServices.MemoryMarshal.Cast<byte, short>(file.AsSpan(44)).ToArray());
    }

    [Fact]
    public void Louder_than_full_scale_is_clipped_and_not_wrapped()
    {
        var file = Written(new WaveFormat(8_000, 16, 1), writer => writer.WriteSamples([3f, -3f], 0, 2));
        Assert.Equal([short.MaxValue, -short.MaxValue], System.Runtime.InteropServices.MemoryMarshal.Cast<byte, short>(file.AsSpan(44)).ToArray());
    }

    [Fact]
    public void Float_is_written_as_it_is()
    {
        var file = Written(WaveFormat.CreateIeeeFloatWaveFormat(8_000, 1), writer => writer.WriteSample(0.1f));
        Assert.Equal(0.1f, BitConverter.ToSingle(file, 44));
    }

    private static byte[] Written(WaveFormat format, Action<WaveFileWriter> write)
    {
        var stream = new MemoryStream();
        using (var writer = new WaveFileWriter(stream, format))
        {
            write(writer);
        }

        return stream.ToArray();
    }
}
