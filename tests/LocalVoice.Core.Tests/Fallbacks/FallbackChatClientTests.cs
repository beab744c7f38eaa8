using LocalVoice.Core.Fallbacks;
using LocalVoice.Engines;
using LocalVoice.Remote;
using LocalVoice.Testing.Fakes;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Time.Testing;

namespace LocalVoice.Core.Tests.Fallbacks;

public sealed class FallbackChatClientTests : IDisposable
{
    private static readonly TimeSpan Within = FallbackOptions.Default.Within;
    private readonly FakeTimeProvider _time = new();
    private readonly FakeRemoteChatClient _first = new();
    private readonly FakeChatClient _second = new();
    private readonly IChatClient _chat;
    private BackendReport _report = new();

    public FallbackChatClientTests()
    {
        _first.Replies.Then("From afar.");
        _second.Replies.Then("From here.");
        _chat = Fallback.Of(_first, _second, FallbackOptions.Default, _time);
    }

    public static TheoryData<BackendFault> Faults => [.. Enum.GetValues<BackendFault>()];

    public void Dispose()
    {
        _chat.Dispose();
        _first.Dispose();
        _second.Dispose();
    }

    [Fact]
    public async Task While_the_first_serves_the_second_is_not_asked()
    {
        Assert.Equal("From afar.", await AskAsync());

        Assert.Empty(_second.Requests);
        Assert.Equal((null, null), (_report.Read().Server, _report.Read().Failed));
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Whatever_fails_the_first_before_its_first_word_the_second_serves_and_the_report_says_so(BackendFault fault)
    {
        _first.Failure = new BackendException(fault, "It failed.");

        Assert.Equal("From here.", await AskAsync());

        Assert.Equal(_second.Info, _report.Read().Server);
        Assert.Equal(new(_first.Info, fault, TimeSpan.Zero), _report.Read().Failed);
        Assert.Equal(_first.Requests[0].Prompt, _second.Requests[0].Prompt);
    }

    [Fact]
    public async Task A_service_that_has_too_much_to_do_is_replaced()
    {
        _first.Failure = new EngineOverloadedException("Busy.");

        Assert.Equal("From here.", await AskAsync());

        Assert.Equal(BackendFault.ServiceError, _report.Read().Failed?.Fault);
    }

    [Fact]
    public async Task A_first_that_stalls_is_given_up_after_800_ms_and_not_before()
    {
        _first.FirstWordHold.Engage();
        var answer = AskAsync();
        await _first.Begun.ReachesAsync(1);

        _time.Advance(Within - TimeSpan.FromMilliseconds(1));
        Assert.Empty(_second.Requests);
        _time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal("From here.", await answer);
        Assert.Equal(new(_first.Info, BackendFault.Stalled, Within), _report.Read().Failed);
        await _first.Cancelled.ReachesAsync(1);
        await _first.Ended.ReachesAsync(1);
    }

    [Fact]
    public async Task A_first_that_does_not_notice_holds_nobody_up_and_its_late_words_are_dropped()
    {
        _first.FirstWordHold.EngageDeaf();
        var answer = AskAsync();
        await _first.Begun.ReachesAsync(1);

        _time.Advance(Within);
        Assert.Equal("From here.", await answer);
        Assert.Equal(0, _first.Ended.Count);

        _first.FirstWordHold.Release();
        await _first.Ended.ReachesAsync(1);
    }

    [Fact]
    public async Task An_announcement_without_words_is_no_result()
    {
        _first.CountsAsItGoes = true;
        _first.FirstWordHold.Engage();
        var answer = AskAsync();
        await _first.Begun.ReachesAsync(1);

        _time.Advance(Within);

        Assert.Equal("From here.", await answer);
    }

    [Fact]
    public async Task What_came_before_the_first_word_is_handed_on_with_it()
    {
        _first.CountsAsItGoes = true;

        var updates = await _chat.GetStreamingResponseAsync("Hello.").ToListAsync();

        Assert.Equal(10, updates[0].Contents.OfType<UsageContent>().Single().Details.InputTokenCount);
        Assert.Equal("From afar.", string.Concat(updates.Select(update => update.Text)));
    }

    [Fact]
    public async Task After_its_first_word_a_failure_is_the_responses_and_its_words_stay()
    {
        _first.WordsBeforeFailure = 1;
        _first.Failure = new BackendException(BackendFault.Interrupted, "Gone.");
        var said = "";

        var failure = await Assert.ThrowsAsync<BackendException>(async () =>
        {
            await foreach (var update in _chat.GetStreamingResponseAsync("Hello."))
            {
                said += update.Text;
            }
        });

        Assert.Equal((BackendFault.Interrupted, "From "), (failure.Fault, said));
        Assert.Empty(_second.Requests);
        await _first.Ended.ReachesAsync(1);
    }

    [Fact]
    public async Task A_first_that_is_slow_after_its_first_word_is_waited_for()
    {
        _first.LaterWordsHold.Engage();
        var answer = AskAsync();
        await _first.Begun.ReachesAsync(1);

        _time.Advance(10 * Within);
        _first.LaterWordsHold.Release();

        Assert.Equal("From afar.", await answer);
    }

    [Fact]
    public async Task An_answer_without_words_is_an_answer()
    {
        using var silent = new FakeRemoteChatClient();
        using var chat = Fallback.Of(silent, _second, FallbackOptions.Default, _time);

        Assert.Equal("", (await chat.GetResponseAsync("Hello.")).Text);

        Assert.Empty(_second.Requests);
    }

    [Fact]
    public async Task A_request_that_is_refused_is_not_asked_again_elsewhere()
    {
        _first.Failure = new RequestRefusedException("Too long.");

        await Assert.ThrowsAsync<RequestRefusedException>(AskAsync);

        Assert.Empty(_second.Requests);
        Assert.Null(_report.Read().Failed);
        await _first.Ended.ReachesAsync(1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_callers_cancel_is_no_fault(bool afterTheFirstWord)
    {
        (afterTheFirstWord ? _first.LaterWordsHold : _first.FirstWordHold).Engage();
        using var cancelled = new CancellationTokenSource();
        var answer = AskAsync(cancelled.Token);
        await _first.Begun.ReachesAsync(1);

        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
        Assert.Empty(_second.Requests);
        Assert.Null(_report.Read().Failed);
        await _first.Ended.ReachesAsync(1);
    }

    [Fact]
    public async Task A_reader_who_leaves_amid_the_answer_ends_the_request()
    {
        await foreach (var _ in _chat.GetStreamingResponseAsync("Hello."))
        {
            break;
        }

        await _first.Ended.ReachesAsync(1);
    }

    [Fact]
    public async Task After_two_failures_the_second_is_asked_at_once_and_after_the_pause_the_first_again()
    {
        _first.Failure = new BackendException(BackendFault.ServiceError, "It failed.");
        await AskAsync();
        await AskAsync();
        _first.Failure = null;

        Assert.Equal("From here.", await AskAsync());
        Assert.Equal(BackendFault.CircuitOpen, _report.Read().Failed?.Fault);
        Assert.Equal(2, _first.Requests.Count);

        _time.Advance(FallbackOptions.Default.Pause);
        Assert.Equal("From afar.", await AskAsync());
        Assert.Null(_report.Read().Failed);
    }

    [Fact]
    public async Task A_service_that_asks_for_a_minute_gets_it()
    {
        _first.Failure = new BackendException(BackendFault.RateLimited, "Too many.", TimeSpan.FromMinutes(1));
        await AskAsync();
        _first.Failure = null;

        _time.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal("From here.", await AskAsync());
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("From afar.", await AskAsync());
    }

    [Fact]
    public async Task A_second_that_fails_too_fails_the_request()
    {
        _first.Failure = new BackendException(BackendFault.Unreachable, "No network.");
        _second.Failure = new EngineException("No model.");

        Assert.Equal("No model.", (await Assert.ThrowsAsync<EngineException>(AskAsync)).Message);
    }

    [Fact]
    public void It_is_the_first_to_whoever_looks_for_the_engine() =>
        Assert.Same(_first, Assert.IsType<IRemoteEngine>(_chat.GetService<IEngine>(), exactMatch: false));

    private Task<string> AskAsync() => AskAsync(CancellationToken.None);

    private async Task<string> AskAsync(CancellationToken cancellationToken)
    {
        _report = new();
        var response = await _chat.GetResponseAsync("Hello.", new ChatOptions().WithReport(_report), cancellationToken);
        return response.Text;
    }
}
