using System.Diagnostics;
using LocalVoice.Core.Responses;

namespace LocalVoice.Core.Tests.Responses;

public sealed class AudioFramerTests
{
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(20);

    [Fact]
    public void Frames_are_whole_and_what_does_not_fill_one_waits()
    {
        var cutter = new AudioFramer(24_000, 24_000, Frame);

        cutter.Push(new float[700]);
        Assert.Equal(480, cutter.Take()?.Length);
        Assert.Null(cutter.Take());
        cutter.Push(new float[260]);
        Assert.Equal(480, cutter.Take()?.Length);

        cutter.Push(new float[7]);
        cutter.Finish();
        Assert.Null(cutter.Take());
        Assert.Equal(7, cutter.TakeRest().Length);
        Assert.Empty(cutter.TakeRest());
    }

    [Theory]
    [InlineData(22_050, 24_000)]
    [InlineData(22_050, 8_000)]
    [InlineData(16_000, 24_000)]
    public void At_another_rate_nothing_is_lost_between_chunks_nor_at_the_end(int from, int to)
    {
        var cutter = new AudioFramer(from, to, Frame);
        var samples = 0;
        for (var chunk = 0; chunk < 10; chunk++)
        {
            cutter.Push(new float[from / 10]);
            Drain();
        }

        cutter.Finish();
        Drain();
        Assert.Equal(to, samples + cutter.TakeRest().Length);

        void Drain()
        {
            while (cutter.Take() is { } frame)
            {
                samples += frame.Length;
            }
        }
    }

    [Fact]
    public void A_long_chunk_is_cut_in_a_time_that_grows_with_its_length_and_no_faster()
    {
        var cutter = new AudioFramer(24_000, 24_000, Frame);
        var started = Stopwatch.GetTimestamp();

        cutter.Push(new float[10 * 60 * 24_000]);
        var frames = 0;
        while (cutter.Take() is not null)
        {
            frames++;
        }

        // Some 0.3 s; a minute and more where every frame moves what is left.
        Assert.Equal(10 * 60 * 50, frames);
        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(10));
    }
}
