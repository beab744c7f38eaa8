using LocalVoice.Server.Http.Speech;

namespace LocalVoice.Server.Tests.Http.Speech;

public sealed class OpusEncoderTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(479)]
    [InlineData(480)]
    [InlineData(481)]
    [InlineData(2400)]
    [InlineData(24_000)]
    public void A_player_hears_exactly_the_samples_that_were_given(int samples)
    {
        var file = OggReader.Read(Encode(Tone(samples), 1000));

        Assert.Equal(2 * samples, file.Samples.Length);
    }

    [Fact]
    public void The_sound_is_the_same_and_where_it_was()
    {
        var tone = Tone(24_000);
        Array.Clear(tone, 0, 12_000);

        var heard = OggReader.Read(Encode(tone, 700)).Samples;

        Assert.All(heard[1000..23_000], sample => Assert.Equal(0, sample, 0.02));
        Assert.Equal(0.3, heard[26_000..46_000].Max(), 0.05);
    }

    [Fact]
    public void Pages_are_numbered_and_short_and_marked_where_the_stream_begins_and_ends()
    {
        var pages = OggReader.Read(Encode(Tone(24_000), 5000)).Pages;

        Assert.Equal(Enumerable.Range(0, pages.Count).Select(number => (uint)number), pages.Select(page => page.Sequence));
        Assert.Equal([2, .. Enumerable.Repeat(0, pages.Count - 2), 4], pages.Select(page => (int)page.Flags));
        Assert.Single(pages.Select(page => page.Serial).Distinct());
        Assert.All(pages, page => Assert.InRange(page.Packets.Count, 1, 5));
        Assert.Equal(pages.Select(page => page.Granule).Order(), pages.Select(page => page.Granule));
    }

    private static byte[] Encode(short[] samples, int block)
    {
        var encoder = new OpusEncoder();
        return [.. encoder.Begin(), .. samples.Chunk(block).SelectMany(part => encoder.Encode(part)), .. encoder.Finish()];
    }

    private static short[] Tone(int samples) =>
        [.. Enumerable.Range(0, samples).Select(i => (short)(0.3 * 32767 * Math.Sin(2 * Math.PI * 440 * i / 24_000)))];
}
