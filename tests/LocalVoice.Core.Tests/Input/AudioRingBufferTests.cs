using LocalVoice.Core.Input;

namespace LocalVoice.Core.Tests.Input;

public sealed class AudioRingBufferTests
{
    [Fact]
    public void The_newest_samples_come_out_oldest_first()
    {
        var recent = new AudioRingBuffer(5);
        recent.Append([1, 2, 3]);
        recent.Append([4, 5, 6, 7]);
        var copy = new float[4];

        Assert.Equal(4, recent.CopyNewest(4, copy));

        Assert.Equal([4, 5, 6, 7], copy);
    }

    [Fact]
    public void No_more_comes_out_than_there_is()
    {
        var recent = new AudioRingBuffer(5);
        recent.Append([1, 2]);
        var copy = new float[5];
        Assert.Equal(2, recent.CopyNewest(5, copy));

        recent.Append([3, 4, 5, 6, 7, 8, 9]);
        Assert.Equal(5, recent.CopyNewest(9, copy));
        Assert.Equal([5, 6, 7, 8, 9], copy);

        recent.Clear();
        Assert.Equal(0, recent.CopyNewest(5, copy));
    }
}
