using LocalVoice.Core.Responses;
using LocalVoice.Core.Sessions;
using LocalVoice.Testing.Fakes;
using Microsoft.Extensions.Time.Testing;

namespace LocalVoice.Core.Tests.Responses;

public sealed class ResponseTests : IDisposable
{
    private readonly Response _response;

    public ResponseTests()
    {
        var (time, settings) = (new FakeTimeProvider(), new SessionSettings());
        _response = new(
            new("resp_1", "item_1", "sess_1", settings, new ScenarioEngines().ToEngines(), new(time, 0)),
            new("item_1", spoken: true, settings.OutputFormat, 24_000, time),
            ResponseState.Speculative,
            CancellationToken.None
        );
    }

    private bool IsFreed => Record.Exception(() => _response.Cancelled.WaitHandle) is ObjectDisposedException;

    public void Dispose() => _response.Dispose();

    [Fact]
    public void A_speculation_that_has_failed_is_freed_when_it_is_discarded()
    {
        _response.Run(_response.Plan, _ => Task.CompletedTask);
        _response.Result = new(new(ResponseStatus.Failed, ResponseEndReason.Error), "", ResponseUsage.None);

        _response.Discard();

        Assert.Equal(ResponseState.Ended, _response.State);
        Assert.True(IsFreed);
    }

    [Fact]
    public void A_speculation_that_runs_is_stopped_when_it_is_discarded_and_freed_by_whoever_sees_it_stop()
    {
        _response.Run(_response.Plan, _ => new TaskCompletionSource().Task);

        _response.Discard();

        Assert.True(_response.Cancelled.IsCancellationRequested);
        Assert.False(IsFreed);
    }

    [Fact]
    public void A_response_that_never_ran_is_freed_when_it_is_discarded()
    {
        _response.Discard();

        Assert.True(IsFreed);
    }

    [Fact]
    public void What_the_client_knows_is_not_owed_again()
    {
        Assert.Equal(Telling.NotDue, _response.Telling);
        _response.Owe();
        Assert.Equal(Telling.Due, _response.Telling);
        _response.Tell();
        _response.Owe();

        Assert.Equal(Telling.Done, _response.Telling);
    }
}
