using LocalVoice.Server.Capacity;
using LocalVoice.Server.Draining;
using Microsoft.Extensions.Time.Testing;

namespace LocalVoice.Server.Tests.Capacity;

public sealed class QuietMemoryTests
{
    private readonly OpenSessions _sessions = new();
    private readonly FakeTimeProvider _time = new();
    private int _returns;

    [Fact]
    public async Task What_was_freed_is_given_back_after_the_last_call()
    {
        using var memory = await StartAsync();
        _sessions.Enter(2);
        _sessions.Enter(2);
        _sessions.Leave(SessionEnd.ByItself);
        _time.Advance(TimeSpan.FromSeconds(60));
        var amidCall = _returns;

        _sessions.Leave(SessionEnd.ByItself);
        _time.Advance(TimeSpan.FromMilliseconds(500));

        Assert.Equal((0, 1), (amidCall, _returns));
    }

    [Fact]
    public async Task A_server_that_stops_gives_nothing_back()
    {
        using var memory = await StartAsync();
        await memory.StopAsync(TestContext.Current.CancellationToken);

        _sessions.Enter(1);
        _sessions.Leave(SessionEnd.ByItself);
        _time.Advance(TimeSpan.FromSeconds(60));

        Assert.Equal(0, _returns);
    }

    private async Task<QuietMemory> StartAsync()
    {
        var memory = new QuietMemory(_sessions, () => _returns++, _time);
        await memory.StartAsync(TestContext.Current.CancellationToken);
        return memory;
    }
}
