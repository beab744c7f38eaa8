using LocalVoice.Engines.Whisper.Interims;

namespace LocalVoice.Engines.Whisper.Tests.Interims;

public sealed class InterimTrackerTests
{
    private readonly InterimTracker _interims = new(periodSamples: 100);

    [Fact]
    public void An_interim_is_due_once_there_is_enough_new_audio()
    {
        Assert.False(_interims.IsDue(99));
        Assert.True(_interims.IsDue(100));
        _interims.Starts(150);
        Assert.False(_interims.IsDue(249));
        Assert.True(_interims.IsDue(250));
    }

    [Fact]
    public void After_a_slow_one_the_next_waits_for_as_long_as_it_took()
    {
        _interims.Starts(100);
        _interims.Ends(begun: 100, samples: 400);

        Assert.False(_interims.IsDue(699));
        Assert.True(_interims.IsDue(700));
    }
}
