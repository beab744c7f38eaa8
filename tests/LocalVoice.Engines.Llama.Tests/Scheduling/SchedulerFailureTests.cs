using LocalVoice.Engines.Llama.Scheduling;
using LocalVoice.Engines.Llama.Tests.Fakes;

namespace LocalVoice.Engines.Llama.Tests.Scheduling;

/// <summary>Native code fails where it should not: the scheduler's thread goes on, and nobody waits for ever.</summary>
public sealed class SchedulerFailureTests
{
    private static readonly LlamaOptions Options = new() { MaxSessions = 3 };
    private static readonly InvalidOperationException Failure = new("native");

    [Fact]
    public async Task A_request_that_cannot_begin_fails_alone()
    {
        var decoder = new FakeDecoder(200);
        var budget = new SteppedBudget();
        using var harness = new SchedulerHarness(decoder, Options, budget);
        var running = harness.Ask("a", 0, 10, 5);
        budget.Allow(1);
        await harness.StepsTaken(1);
        decoder.SamplerFailure = Failure;

        var failed = harness.Ask("b", 50, 10, 5);
        budget.Allow(100);

        var error = await Assert.ThrowsAsync<EngineException>(() => SchedulerHarness.Read(failed));
        Assert.Same(Failure, error.InnerException);
        Assert.Equal(Enumerable.Range(10, 5), await SchedulerHarness.Read(running));
        Assert.Equal([60], await SchedulerHarness.Read(harness.Ask("b", 50, 10, 1)));
    }

    [Fact]
    public async Task A_response_ends_although_its_sampler_cannot_be_freed()
    {
        var decoder = new FakeDecoder(200) { FreeFailure = Failure };
        using var harness = new SchedulerHarness(decoder, Options);

        var read = SchedulerHarness.Read(harness.Ask("a", 0, 10, 2));

        Assert.Equal([10, 11], await read.WaitAsync(TimeSpan.FromSeconds(30)));
        decoder.FreeFailure = null;
        Assert.Equal([60], await SchedulerHarness.Read(harness.Ask("b", 50, 10, 1)));
    }

    [Fact]
    public async Task A_step_that_throws_and_a_cache_that_cannot_be_cleared_end_their_response_and_not_the_thread()
    {
        var decoder = new FakeDecoder(200) { DecodeFailure = Failure, TruncateFailure = Failure };
        using var harness = new SchedulerHarness(decoder, Options);

        await Assert.ThrowsAsync<EngineException>(() => SchedulerHarness.Read(harness.Ask("a", 0, 10, 1)));

        Assert.Equal([60], await SchedulerHarness.Read(harness.Ask("b", 50, 10, 1)));
    }
}
