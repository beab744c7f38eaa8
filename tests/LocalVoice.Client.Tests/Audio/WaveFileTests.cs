using LocalVoice.Client.Audio;
using LocalVoice.Core.Audio;
using LocalVoice.Testing.Audio;
using LocalVoice.Testing.Files;

namespace LocalVoice.Client.Tests.Audio;

public sealed class WaveFileTests
{
    [Fact]
    public void Recording_comes_back_as_it_was_saved()
    {
        using var file = new TemporaryFile("wav");
        var recording = Tones.Between(10, 20, 10);

        WaveFile.Save(file.Path, recording);

        Assert.Equal(recording.Samples.ToArray(), WaveFile.Load(file.Path).Samples.ToArray());
    }

    [Fact]
    public void File_that_is_no_wav_is_refused_by_name()
    {
        using var file = new TemporaryFile("wav");
        File.WriteAllText(file.Path, "no wave at all");

        var refusal = Assert.Throws<ClientException>(() => WaveFile.Load(file.Path));

        Assert.Equal(ClientFault.BadInput, refusal.Fault);
        Assert.Contains(file.Path, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(6, 8)]
    [InlineData(7, 8)]
    public void Files_of_telephony_are_read(int kind, int bits)
    {
        using var file = new TemporaryFile("wav");
        byte[] codes = [.. Enumerable.Range(0, 256).Select(code => (byte)code)];
        File.WriteAllBytes(file.Path, WaveBytes.Of(kind, bits, 8000, 1, codes));

        var recording = WaveFile.Load(file.Path);

        Assert.Equal((8000, 256), (recording.SampleRateHz, recording.Samples.Length));
        Assert.Equal(codes.Select(code => (int)(kind == 6 ? G711.DecodeALaw(code) : G711.DecodeMuLaw(code))), Rounded(recording), Near);
    }

    [Fact]
    public void File_of_more_than_32_bits_is_read()
    {
        using var file = new TemporaryFile("wav");
        File.WriteAllBytes(file.Path, WaveBytes.Wide([0, 16, 0, 32]));

        Assert.Equal([4096, 8192], Rounded(WaveFile.Load(file.Path)), Near);
    }

    [Fact]
    public void Channels_are_mixed()
    {
        using var file = new TemporaryFile("wav");
        File.WriteAllBytes(file.Path, WaveBytes.Of(1, 16, 16_000, 2, [0, 32, 0, 0, 0, 0, 0, 16]));

        Assert.Equal([4096, 2048], Rounded(WaveFile.Load(file.Path)), Near);
    }

    [Fact]
    public void Truncated_file_is_read_and_tells_how_much_is_missing()
    {
        using var file = new TemporaryFile("wav");
        File.WriteAllBytes(file.Path, WaveBytes.Of(1, 16, 16_000, 1, new byte[32_000])[..^16_000]);

        var recording = WaveFile.Load(file.Path);

        Assert.Equal((0.5, 0.5), (recording.Duration.TotalSeconds, recording.Missing.TotalSeconds));
    }

    [Fact]
    public void File_without_samples_is_empty()
    {
        using var file = new TemporaryFile("wav");
        File.WriteAllBytes(file.Path, WaveBytes.Of(1, 16, 16_000, 1, []));

        var refusal = Assert.Throws<ClientException>(() => WaveFile.Load(file.Path));

        Assert.Contains("it is empty", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_needs_a_decoder_is_named_with_the_way_to_convert_it()
    {
        using var file = new TemporaryFile("wav");
        File.WriteAllBytes(file.Path, WaveBytes.Of(2, 4, 8_000, 1, new byte[100]));

        var refusal = Assert.Throws<ClientException>(() => WaveFile.Load(file.Path));

        Assert.Contains("Microsoft ADPCM, which needs a decoder. Convert it: ffmpeg -i", refusal.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<int> Rounded(Recording recording) => recording.Samples.ToArray().Select(sample => (int)sample);

    /// <summary>Full scale is 32768 as a sample and 32767 as what is written.</summary>
    private static bool Near(int expected, int actual) => Math.Abs(expected - actual) <= 1;
}
