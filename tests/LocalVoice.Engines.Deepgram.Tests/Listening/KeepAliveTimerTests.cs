using LocalVoice.Engines.Deepgram.Listening;
using LocalVoice.Engines.Deepgram.Nova;
using Microsoft.Extensions.Time.Testing;

namespace LocalVoice.Engines.Deepgram.Tests.Listening;

public sealed class KeepAliveTimerTests
{
    private readonly FakeTimeProvider _time = new();
    private int _sent;

    [Fact]
    public void A_keep_alive_is_sent_after_four_seconds_without_anything_sent()
    {
        using var timer = Create(new NovaProtocol().KeepAlive);
        _time.Advance(TimeSpan.FromSeconds(3.9));
        timer.Restart();
        _time.Advance(TimeSpan.FromSeconds(3.9));
        Assert.Equal(0, _sent);

        _time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal(1, _sent);
    }

    [Fact]
    public void The_keep_alive_itself_counts_as_sent()
    {
        using var timer = Create(new NovaProtocol().KeepAlive);
        for (var round = 1; round <= 3; round++)
        {
            _time.Advance(TimeSpan.FromSeconds(4));
            timer.Restart();
            Assert.Equal(round, _sent);
        }
    }

    [Fact]
    public void A_protocol_without_keep_alive_sends_none()
    {
        using var timer = Create(null);
        timer.Restart();
        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(0, _sent);
    }

    private KeepAliveTimer Create(KeepAlive? keepAlive) => new(keepAlive, _time, _ => _sent++);
}
