using LocalVoice.Core.Fallbacks;
using LocalVoice.Engines;
using LocalVoice.Remote;
using Microsoft.Extensions.Time.Testing;

namespace LocalVoice.Core.Tests.Fallbacks;

public sealed class BackendCircuitTests
{
    private static readonly TimeSpan Pause = FallbackOptions.Default.Pause;
    private readonly FakeTimeProvider _time = new();
    private readonly BackendCircuit _circuit;
    private int _asked;

    public BackendCircuitTests() => _circuit = new(FallbackOptions.Default, _time);

    [Fact]
    public async Task A_result_is_handed_on() => Assert.Equal(7, await _circuit.AskAsync(_ => Task.FromResult(7), CancellationToken.None));

    [Fact]
    public async Task Whoever_gives_no_result_is_given_up_at_the_moment_and_not_before()
    {
        var stalled = new TaskCompletionSource<int>();
        var asking = _circuit.AskAsync(_ => stalled.Task, CancellationToken.None);

        _time.Advance(TimeSpan.FromMilliseconds(799));
        Assert.False(asking.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal(BackendFault.Stalled, (await Assert.ThrowsAsync<BackendException>(() => Patiently(asking))).Fault);
    }

    [Fact]
    public async Task Whoever_is_given_up_is_told_to_stop()
    {
        var told = new TaskCompletionSource();
        var asking = _circuit.AskAsync<int>(
            async token =>
            {
                await using var registration = token.Register(told.SetResult);
                await told.Task;
                throw new OperationCanceledException(token);
            },
            CancellationToken.None
        );

        _time.Advance(TimeSpan.FromMilliseconds(800));

        await Assert.ThrowsAsync<BackendException>(() => Patiently(asking));
        await Patiently(told.Task);
    }

    [Fact]
    public async Task A_backend_that_cancels_by_itself_has_stalled()
    {
        var failure = await Assert.ThrowsAsync<BackendException>(() =>
            _circuit.AskAsync(_ => Task.FromException<int>(new TaskCanceledException()), CancellationToken.None)
        );

        Assert.Equal(BackendFault.Stalled, failure.Fault);
    }

    [Fact]
    public async Task After_two_failures_in_a_row_nobody_is_asked_for_the_pause()
    {
        await FailAsync(BackendFault.ServiceError);
        await FailAsync(BackendFault.Unreachable);

        await AssertRestsAsync();
        _time.Advance(Pause - TimeSpan.FromMilliseconds(1));
        await AssertRestsAsync();
        Assert.Equal(2, _asked);
    }

    [Fact]
    public async Task Failures_in_a_row_count_however_much_time_lies_between()
    {
        await FailAsync(BackendFault.ServiceError);
        _time.Advance(TimeSpan.FromMinutes(3));
        await FailAsync(BackendFault.ServiceError);

        await AssertRestsAsync();
    }

    [Fact]
    public async Task A_success_between_two_failures_keeps_the_backend_asked()
    {
        await FailAsync(BackendFault.ServiceError);
        await SucceedAsync();
        await FailAsync(BackendFault.ServiceError);

        await SucceedAsync();
    }

    [Fact]
    public async Task What_succeeded_before_two_failures_does_not_excuse_them()
    {
        await SucceedAsync();
        await SucceedAsync();
        await FailAsync(BackendFault.ServiceError);
        await FailAsync(BackendFault.ServiceError);

        await AssertRestsAsync();
    }

    [Fact]
    public async Task After_the_pause_one_request_tries_and_a_success_opens_the_way()
    {
        await BreakAsync();
        _time.Advance(Pause);
        var trying = new TaskCompletionSource<int>();
        var trial = _circuit.AskAsync(_ => trying.Task, CancellationToken.None);

        await AssertRestsAsync();
        trying.SetResult(1);
        await Patiently(trial);

        await SucceedAsync();
        await FailAsync(BackendFault.ServiceError);
        await SucceedAsync();
    }

    [Fact]
    public async Task A_trial_that_fails_begins_another_pause()
    {
        await BreakAsync();
        _time.Advance(Pause);
        await FailAsync(BackendFault.ServiceError);

        _time.Advance(Pause - TimeSpan.FromMilliseconds(1));
        await AssertRestsAsync();
        _time.Advance(TimeSpan.FromMilliseconds(1));
        await SucceedAsync();
    }

    [Fact]
    public async Task A_trial_that_the_caller_cancels_leaves_the_next_request_to_try()
    {
        await BreakAsync();
        _time.Advance(Pause);
        await CancelAsync();

        var trying = new TaskCompletionSource<int>();
        var trial = _circuit.AskAsync(_ => trying.Task, CancellationToken.None);
        await AssertRestsAsync();
        trying.SetResult(1);
        await Patiently(trial);
    }

    [Fact]
    public async Task The_callers_cancel_is_neither_a_failure_nor_a_success()
    {
        await CancelAsync();
        await FailAsync(BackendFault.ServiceError);
        await CancelAsync();
        await FailAsync(BackendFault.ServiceError);

        await AssertRestsAsync();
    }

    [Fact]
    public async Task A_backend_that_fails_because_the_caller_cancels_has_not_failed()
    {
        for (var i = 0; i < 2; i++)
        {
            using var cancelled = new CancellationTokenSource();
            var asking = _circuit.AskAsync<int>(
                async _ =>
                {
                    await cancelled.CancelAsync();
                    throw new BackendException(BackendFault.Interrupted, "The connection ended.");
                },
                cancelled.Token
            );
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Patiently(asking));
        }

        await SucceedAsync();
    }

    [Fact]
    public async Task A_request_that_is_refused_is_the_callers_and_no_failure()
    {
        for (var i = 0; i < 3; i++)
        {
            await Assert.ThrowsAsync<RequestRefusedException>(() =>
                _circuit.AskAsync(_ => Task.FromException<int>(new RequestRefusedException("Too long.")), CancellationToken.None)
            );
        }

        await SucceedAsync();
    }

    [Fact]
    public async Task A_service_is_left_alone_for_as_long_as_it_asks()
    {
        await FailAsync(BackendFault.RateLimited, TimeSpan.FromSeconds(30));

        _time.Advance(TimeSpan.FromSeconds(30) - TimeSpan.FromMilliseconds(1));
        await AssertRestsAsync();
        _time.Advance(TimeSpan.FromMilliseconds(1));
        await SucceedAsync();
    }

    [Fact]
    public async Task A_short_wait_that_a_service_asks_for_does_not_shorten_the_pause()
    {
        await FailAsync(BackendFault.RateLimited);
        await FailAsync(BackendFault.RateLimited, TimeSpan.FromSeconds(1));

        _time.Advance(TimeSpan.FromSeconds(2));
        await AssertRestsAsync();
    }

    [Fact]
    public void What_is_no_backends_own_failure_is_told_as_the_services()
    {
        Assert.Equal(BackendFault.Tls, BackendCircuit.FaultOf(new BackendException(BackendFault.Tls, "No certificate.")));
        Assert.Equal(BackendFault.ServiceError, BackendCircuit.FaultOf(new EngineOverloadedException("Busy.")));
    }

    private async Task BreakAsync()
    {
        await FailAsync(BackendFault.ServiceError);
        await FailAsync(BackendFault.ServiceError);
    }

    private async Task FailAsync(BackendFault fault, TimeSpan? retryAfter = null)
    {
        var told = await Assert.ThrowsAsync<BackendException>(() =>
            _circuit.AskAsync(
                _ =>
                {
                    _asked++;
                    return Task.FromException<int>(new BackendException(fault, "It failed.", retryAfter));
                },
                CancellationToken.None
            )
        );
        Assert.Equal(fault, told.Fault);
    }

    private async Task SucceedAsync() => Assert.Equal(1, await _circuit.AskAsync(_ => Task.FromResult(1), CancellationToken.None));

    private async Task CancelAsync()
    {
        using var cancelled = new CancellationTokenSource();
        var stalled = new TaskCompletionSource<int>();
        var asking = _circuit.AskAsync(_ => stalled.Task, cancelled.Token);
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Patiently(asking));
    }

    private async Task AssertRestsAsync()
    {
        var refused = await Assert.ThrowsAsync<BackendException>(() =>
            _circuit.AskAsync<int>(_ => throw new InvalidOperationException("It was asked."), CancellationToken.None)
        );
        Assert.Equal(BackendFault.CircuitOpen, refused.Fault);
    }

    private static Task Patiently(Task task) => task.WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System);
}
