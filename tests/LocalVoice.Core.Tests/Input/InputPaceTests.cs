using LocalVoice.Core.Input;
using Microsoft.Extensions.Time.Testing;

namespace LocalVoice.Core.Tests.Input;

public sealed class InputPaceTests
{
    private static readonly InputOptions Options = new()
    {
        Burst = TimeSpan.FromSeconds(10),
        Rate = 2,
        MaxUntranscribed = TimeSpan.FromSeconds(30),
    };

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void A_burst_is_taken_at_once_and_more_at_twice_real_time()
    {
        var pace = new InputPace(Options, _time);
        Assert.True(Take(pace, 10).IsCompleted);

        var more = Take(pace, 4);

        _time.Advance(TimeSpan.FromSeconds(1.9));
        Assert.False(more.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.True(more.IsCompletedSuccessfully);
    }

    [Fact]
    public void Audio_in_real_time_never_waits_and_a_burst_comes_back()
    {
        var pace = new InputPace(Options, _time);
        Assert.True(Take(pace, 10).IsCompleted);
        for (var second = 0; second < 60; second++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            Assert.True(Take(pace, 1).IsCompleted);
        }

        Assert.True(Take(pace, 9).IsCompleted);
    }

    [Fact]
    public async Task Nothing_is_taken_while_too_much_is_not_transcribed()
    {
        var pace = new InputPace(Options, _time);
        pace.Committed(TimeSpan.FromSeconds(31));
        var waiting = Take(pace, 1);
        Assert.False(waiting.IsCompleted);

        pace.Transcribed(TimeSpan.FromSeconds(31));

        await waiting.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);
    }

    [Fact]
    public async Task A_session_that_ends_waits_no_longer()
    {
        var pace = new InputPace(Options, _time);
        using var ended = new CancellationTokenSource();
        var waiting = pace.TakeAsync(TimeSpan.FromSeconds(100), ended.Token).AsTask();

        await ended.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    private static Task Take(InputPace pace, double seconds) =>
        pace.TakeAsync(TimeSpan.FromSeconds(seconds), CancellationToken.None).AsTask();
}
