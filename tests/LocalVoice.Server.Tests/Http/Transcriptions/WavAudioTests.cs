using LocalVoice.Core.Audio;
using LocalVoice.Server.Http.Serving;
using LocalVoice.Server.Http.Transcriptions.Decoding;

namespace LocalVoice.Server.Tests.Http.Transcriptions;

public sealed class WavAudioTests
{
    private const int Milliseconds = 100;

    public static TheoryData<int, int, int, int> Kinds =>
        new()
        {
            { 1, 16, 16_000, 1 },
            { 1, 16, 8_000, 1 },
            { 1, 16, 44_100, 2 },
            { 1, 24, 48_000, 2 },
            { 1, 32, 48_000, 1 },
            { 1, 8, 11_025, 1 },
            { 3, 32, 22_050, 6 },
            { 6, 8, 8_000, 1 },
            { 7, 8, 8_000, 2 },
        };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Usual_kinds_are_read_as_16_kHz_mono(int kind, int bits, int rateHz, int channels)
    {
        var data = Enumerable.Range(0, rateHz * Milliseconds / 1000).SelectMany(_ => Enumerable.Repeat(Quarter(kind, bits), channels));

        var samples = Read(Wav.Of(kind, bits, rateHz, channels, [.. data.SelectMany(sample => sample)]));

        Assert.Equal(1600, samples.Length, 2d);
        Assert.All(samples[400..1200], sample => Assert.Equal(0.25, sample, 0.02));
    }

    [Fact]
    public void A_streamed_file_that_does_not_know_its_length_is_read_to_its_end()
    {
        var data = Enumerable.Repeat(Wav.Pcm16(0.25f), 1600).SelectMany(sample => sample);

        Assert.Equal(1600, Read(Wav.Of(1, 16, 16_000, 1, [.. data], uint.MaxValue)).Length);
    }

    [Theory]
    [InlineData(2, 4, 16_000, 1)]
    [InlineData(1, 16, 44_101, 1)]
    public void Other_kinds_are_left_to_a_decoder(int kind, int bits, int rateHz, int channels) =>
        Assert.Null(WavAudio.TryOpen(Wav.Of(kind, bits, rateHz, channels, new byte[1000])));

    [Theory]
    [InlineData(1, 12, 16_000, 1)]
    [InlineData(1, 16, 16_000, 0)]
    [InlineData(1, 16, 16_000, 255)]
    [InlineData(1, 16, 0, 1)]
    [InlineData(1, 16, 1, 1)]
    public void An_absurd_header_is_refused(int kind, int bits, int rateHz, int channels) =>
        Assert.Equal(
            "unsupported_file",
            Assert.Throws<ApiException>(() => WavAudio.TryOpen(Wav.Of(kind, bits, rateHz, channels, new byte[1000]))).Code
        );

    [Fact]
    public void A_file_that_is_cut_off_anywhere_is_read_so_far_or_refused()
    {
        var file = Wav.Of(Wav.Speech(0.01));
        for (var length = 0; length < file.Length; length++)
        {
            try
            {
                Assert.InRange(WavAudio.TryOpen(file.AsMemory(0, length))!.Read().Sum(block => block.Length), 0, 160);
            }
            catch (ApiException refused)
            {
                Assert.Equal("unsupported_file", refused.Code);
            }
        }
    }

    private static float[] Read(byte[] file) => [.. WavAudio.TryOpen(file)!.Read().SelectMany(block => block.ToArray())];

    private static byte[] Quarter(int kind, int bits) =>
        (kind, bits) switch
        {
            (3, _) => BitConverter.GetBytes(0.25f),
            (6, _) => [LawOf(G711.DecodeALaw)],
            (7, _) => [LawOf(G711.DecodeMuLaw)],
            (_, 8) => [128 + 32],
            (_, 16) => BitConverter.GetBytes((short)8192),
            (_, 24) => BitConverter.GetBytes(1 << 21)[..3],
            _ => BitConverter.GetBytes(1 << 29),
        };

    private static byte LawOf(Func<byte, short> decode) =>
        (byte)Enumerable.Range(0, 256).MinBy(code => Math.Abs(decode((byte)code) - 8192));
}
