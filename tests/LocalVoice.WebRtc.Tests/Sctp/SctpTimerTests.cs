using LocalVoice.WebRtc.Sctp;
using Microsoft.Extensions.Time.Testing;

namespace LocalVoice.WebRtc.Tests.Sctp;

public sealed class SctpTimerTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly List<TimeSpan> _elapsed = [];
    private readonly SctpTimer _timer;

    public SctpTimerTests() => _timer = new SctpTimer(_time, _elapsed.Add);

    [Fact]
    public void It_ticks_every_50_ms_while_it_runs()
    {
        Pass(milliseconds: 1000);
        Assert.Empty(_elapsed);
        _timer.Run();
        Pass(milliseconds: 200);
        Assert.Equal(Enumerable.Repeat(TimeSpan.FromMilliseconds(50), 4), _elapsed);
    }

    [Fact]
    public void No_part_of_a_late_tick_is_lost()
    {
        _timer.Run();
        for (var i = 0; i < 30; i++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(70.7));
        }

        Assert.InRange(_elapsed.Sum(elapsed => elapsed.TotalMilliseconds), 30 * 70.7 - 50, 30 * 70.7);
    }

    [Fact]
    public void It_stops_5_s_after_the_last_association_and_runs_again_for_the_next()
    {
        _timer.Run();
        _timer.Rest();
        Pass(milliseconds: 60_000);
        Assert.InRange(_elapsed.Count, 100, 101);
        _elapsed.Clear();
        _timer.Run();
        Pass(milliseconds: 10_000);
        Assert.Equal(TimeSpan.FromMilliseconds(50), _elapsed[0]);
        Assert.Equal(200, _elapsed.Count);
    }

    [Fact]
    public void An_association_that_begins_while_it_rests_keeps_it_running()
    {
        _timer.Run();
        _timer.Rest();
        Pass(milliseconds: 3000);
        _timer.Run();
        Pass(milliseconds: 60_000);
        Assert.Equal(63 * 20, _elapsed.Count);
    }

    private void Pass(int milliseconds)
    {
        for (var i = 0; i < milliseconds / 10; i++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(10));
        }
    }
}
