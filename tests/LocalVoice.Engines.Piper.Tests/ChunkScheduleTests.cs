namespace LocalVoice.Engines.Piper.Tests;

public sealed class ChunkScheduleTests
{
    private static readonly PiperOptions Options = new() { FirstChunkFrames = 12, MaxChunkFrames = 48 };

    [Fact]
    public void Chunks_start_short_and_double_up_to_the_longest() =>
        Assert.Equal([0..12, 12..36, 36..84, 84..132, 132..180], ChunkSchedule.Of(180, divide: true, Options));

    [Theory]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(47)]
    [InlineData(181)]
    [InlineData(1000)]
    public void Every_frame_is_in_one_chunk_and_none_is_shorter_than_the_first(int frames)
    {
        var chunks = ChunkSchedule.Of(frames, divide: true, Options).Select(chunk => chunk.GetOffsetAndLength(frames)).ToArray();
        Assert.Equal(Enumerable.Range(0, frames), chunks.SelectMany(chunk => Enumerable.Range(chunk.Offset, chunk.Length)));
        Assert.All(chunks, chunk => Assert.True(chunk.Length >= Options.FirstChunkFrames));
    }

    [Fact]
    public void What_is_not_divided_is_one_chunk() => Assert.Equal([0..300], ChunkSchedule.Of(300, divide: false, Options));
}
