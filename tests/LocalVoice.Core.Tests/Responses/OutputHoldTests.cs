using LocalVoice.Core.Responses;

namespace LocalVoice.Core.Tests.Responses;

public sealed class OutputHoldTests
{
    private readonly OutputHold _hold = new();

    [Fact]
    public void Whoever_waits_goes_on_at_once_when_nothing_is_held() => Assert.True(Waiting().IsCompletedSuccessfully);

    [Fact]
    public async Task Whoever_waits_goes_on_when_it_is_released_and_waits_again_the_next_time()
    {
        _hold.Engage();
        _hold.Engage();
        var waiting = Waiting();
        Assert.False(waiting.IsCompleted);

        _hold.Release();
        await waiting;

        _hold.Engage();
        Assert.False(Waiting().IsCompleted);
    }

    [Fact]
    public async Task Whoever_is_cancelled_waits_no_longer()
    {
        using var cancellation = new CancellationTokenSource();
        _hold.Engage();
        var waiting = _hold.WaitAsync(cancellation.Token).AsTask();

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    private Task Waiting() => _hold.WaitAsync(CancellationToken.None).AsTask();
}
