using LocalVoice.Engines.Whisper.Audio;
using LocalVoice.Testing.Audio;

namespace LocalVoice.Engines.Whisper.Tests.Audio;

public sealed class PauseChunkerTests
{
    private const int Second = 16_000;

    [Fact]
    public void Up_to_12_seconds_are_one_chunk() =>
        Assert.Equal([0..(12 * Second)], PauseChunker.Split(UtteranceAudio.Of(new float[12 * Second])));

    [Fact]
    public void The_cut_is_in_the_pause()
    {
        var samples = SpokenSamples.Noise(18);
        samples.AsSpan(8 * Second, Second / 5).Clear();

        List<Range> ranges = [.. PauseChunker.Split(UtteranceAudio.Of(samples))];

        Assert.Equal(2, ranges.Count);
        Assert.InRange(ranges[0].End.Value, 8 * Second, (8 * Second) + (Second / 5));
    }

    [Fact]
    public void Chunks_follow_each_other_and_none_is_longer_than_12_seconds()
    {
        List<Range> ranges = [.. PauseChunker.Split(UtteranceAudio.Of(SpokenSamples.Noise(300)))];

        Assert.Equal(0, ranges[0].Start.Value);
        Assert.Equal(300 * Second, ranges[^1].End.Value);
        Assert.All(ranges.Zip(ranges.Skip(1)), pair => Assert.Equal(pair.First.End, pair.Second.Start));
        Assert.All(ranges, range => Assert.InRange(range.End.Value - range.Start.Value, 2 * Second, 12 * Second));
    }

    [Fact]
    public void More_audio_does_not_move_a_cut()
    {
        var samples = SpokenSamples.Noise(65);

        var cut = PauseChunker.Split(UtteranceAudio.Of(samples.AsSpan(0, 13 * Second))).First();

        Assert.Equal(cut, PauseChunker.Split(UtteranceAudio.Of(samples)).First());
    }
}
