using LocalVoice.Core.Responses;
using Microsoft.Extensions.Time.Testing;

namespace LocalVoice.Core.Tests.Responses;

public sealed class PlaybackClockTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly PlaybackClock _clock;

    public PlaybackClockTests() => _clock = new(_time, rateHz: 1000);

    [Fact]
    public void It_starts_with_the_first_audio_and_runs_with_the_wall_clock()
    {
        Pass(500);
        _clock.Sent(1000);
        Pass(300);

        Assert.Equal(300, _clock.PlayedSamples);
    }

    [Fact]
    public void It_stands_still_in_a_pause_and_goes_on_where_it_stopped()
    {
        _clock.Sent(1000);
        Pass(300);
        _clock.Pause();
        Pass(5000);
        Assert.Equal(300, _clock.PlayedSamples);

        _clock.GoOn();
        Pass(100);
        Assert.Equal(400, _clock.PlayedSamples);
    }

    [Fact]
    public void It_stands_still_when_there_is_nothing_left_and_goes_on_with_the_next_audio()
    {
        _clock.Sent(100);
        Pass(500);
        Assert.Equal(100, _clock.PlayedSamples);

        _clock.Sent(100);
        Pass(50);
        Assert.Equal(150, _clock.PlayedSamples);
    }

    [Fact]
    public void It_is_silent_since_everything_was_played_and_not_while_something_plays()
    {
        _clock.Sent(100);
        Pass(60);
        Assert.Equal(TimeSpan.Zero, _clock.SilentFor);

        Pass(340);
        Assert.Equal(300, _clock.SilentFor.TotalMilliseconds);

        _clock.Sent(100);
        Assert.Equal(TimeSpan.Zero, _clock.SilentFor);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(600)]
    public void What_the_client_reports_counts_whether_behind_or_ahead(long reported)
    {
        _clock.Sent(1000);
        Pass(300);

        _clock.Report(reported);
        Pass(50);

        Assert.Equal(reported + 50, _clock.PlayedSamples);
    }

    [Fact]
    public void A_report_of_more_than_was_sent_is_no_more_than_was_sent()
    {
        _clock.Sent(100);
        _clock.Report(5000);

        Assert.Equal(100, _clock.PlayedSamples);
    }

    [Fact]
    public void It_tells_how_long_until_the_lead_has_shrunk()
    {
        _clock.Sent(1000);
        Assert.Equal(700, _clock.UntilWithin(TimeSpan.FromMilliseconds(300)).TotalMilliseconds, 0.001);

        Pass(900);
        Assert.True(_clock.UntilWithin(TimeSpan.FromMilliseconds(300)) < TimeSpan.Zero);
    }

    [Fact]
    public void An_item_that_was_cut_off_keeps_nobody_waiting_though_its_last_frame_comes_late()
    {
        _clock.Sent(1000);
        _clock.Cut();
        _clock.Sent(100);
        var next = new PlaybackClock(_time, 1000);
        next.Follow(_clock);

        next.Sent(1000);
        Pass(50);

        Assert.Equal(50, next.PlayedSamples);
    }

    [Fact]
    public void An_item_behind_one_that_was_cut_off_waits_for_the_one_before_that()
    {
        _clock.Sent(1000);
        var cut = new PlaybackClock(_time, 1000);
        cut.Follow(_clock);
        cut.Sent(500);
        cut.Cut();
        var last = new PlaybackClock(_time, 1000);
        last.Follow(cut);
        last.Sent(500);

        Pass(700);
        Assert.Equal(0, last.PlayedSamples);
        Pass(400);
        Assert.Equal(100, last.PlayedSamples);
    }

    private void Pass(int milliseconds) => _time.Advance(TimeSpan.FromMilliseconds(milliseconds));
}
