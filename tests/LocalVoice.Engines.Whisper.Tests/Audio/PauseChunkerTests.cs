using LocalVoice.Engines.Whisper.Audio;
using LocalVoice.Testing.Audio;

namespace LocalVoice.Engines.Whisper.Tests.Audio;

public sealed class PauseChunkerTests
{
    private const int Second = 16_000;

    [Fact]
    public void Up_to_30_seconds_are_one_chunk() =>
        Assert.Equal([0..(30 * Second)], PauseChunker.Split(UtteranceAudio.Of(new float[30 * Second])));

    [Fact]
    public void The_cut_is_in_the_pause()
    {
        var samples = SpokenSamples.Noise(40);
        samples.AsSpan(27 * Second, Second / 5).Clear();

        var ranges = PauseChunker.Split(UtteranceAudio.Of(samples));

        Assert.Equal(2, ranges.Count);
        Assert.InRange(ranges[0].End.Value, 27 * Second, (27 * Second) + (Second / 5));
    }

    [Fact]
    public void Chunks_follow_each_other_and_none_is_longer_than_30_seconds()
    {
        var ranges = PauseChunker.Split(UtteranceAudio.Of(SpokenSamples.Noise(300)));

        Assert.Equal(0, ranges[0].Start.Value);
        Assert.Equal(300 * Second, ranges[^1].End.Value);
        Assert.All(ranges.Zip(ranges.Skip(1)), pair => Assert.Equal(pair.First.End, pair.Second.Start));
        Assert.All(ranges, range => Assert.InRange(range.End.Value - range.Start.Value, 1, 30 * Second));
    }

    [Fact]
    public void More_audio_does_not_move_a_cut()
    {
        var samples = SpokenSamples.Noise(65);

        var cut = PauseChunker.Split(UtteranceAudio.Of(samples.AsSpan(0, 31 * Second)))[0];

        Assert.Equal(cut, PauseChunker.Split(UtteranceAudio.Of(samples))[0]);
    }
}
