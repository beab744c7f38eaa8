using LocalVoice.Core.Turns.Echo;

namespace LocalVoice.Core.Tests.Turns.Echo;

public sealed class CaptureClockTests
{
    private readonly CaptureClock _clock = new();
    private int _frames;

    [Fact]
    public void A_frame_that_the_network_held_back_is_as_old_as_it_was_held()
    {
        Hear(200, lateMs: 40);
        Assert.Equal(0, Hear(1, lateMs: 40));

        Assert.Equal(250, Hear(1, lateMs: 290));
        Assert.Equal(100, Hear(1, lateMs: 140));
    }

    [Fact]
    public void A_client_that_sent_nothing_for_a_while_is_on_time_again_after_two_seconds()
    {
        Hear(200, lateMs: 40);

        Hear(210, lateMs: 5000);

        Assert.Equal(0, Hear(1, lateMs: 5000));
    }

    /// <returns>Age of the last frame, ms.</returns>
    private double Hear(int frames, int lateMs)
    {
        var age = TimeSpan.Zero;
        for (var i = 0; i < frames; i++)
        {
            age = _clock.Age(TimeSpan.FromMilliseconds((10 * ++_frames) + lateMs));
        }

        return age.TotalMilliseconds;
    }
}
