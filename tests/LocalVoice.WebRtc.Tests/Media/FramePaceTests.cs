using LocalVoice.WebRtc.Media;

namespace LocalVoice.WebRtc.Tests.Media;

public sealed class FramePaceTests
{
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(20);
    private FramePace _pace = new(Frame, TimeSpan.FromSeconds(7));

    [Fact]
    public void The_first_frame_is_due_at_once_and_then_one_every_20_ms()
    {
        Assert.Equal((0, 1), At(0));
        Assert.Equal((1, 0), At(1));
        Assert.Equal((1, 1), At(20));
        Assert.Equal((2, 1), At(40.3));
        Assert.Equal((3, 1), At(59.8));
    }

    [Fact]
    public void After_a_delay_three_frames_are_due_and_the_rest_of_the_time_is_lost()
    {
        Assert.Equal((0, 1), At(0));
        Assert.Equal((1, 2), At(40));
        Assert.Equal((3, 3), At(100));
        Assert.Equal((48, 3), At(1000));
        Assert.Equal((51, 1), At(1020));
    }

    private (long First, int Due) At(double ms) => (_pace.Take(TimeSpan.FromSeconds(7) + TimeSpan.FromMilliseconds(ms), out var due), due);
}
