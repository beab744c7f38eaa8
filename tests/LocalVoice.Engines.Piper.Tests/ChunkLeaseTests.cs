using LocalVoice.Compute;
using LocalVoice.Core.Compute;
using LocalVoice.Speech;
using LocalVoice.Testing.Fakes;
using Microsoft.Extensions.Time.Testing;

namespace LocalVoice.Engines.Piper.Tests;

public sealed class ChunkLeaseTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly Counter _asked = new();
    private readonly ComputeBudget _budget;
    private readonly ChunkLease _lease;
    private readonly TimeSpan _untilNeeded = TimeSpan.FromSeconds(2);

    public ChunkLeaseTests()
    {
        _budget = new(1, _time);
        _lease = new(new CountedBudget(_budget, _asked), 1, _time);
        _time.Advance(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task What_the_client_plays_later_waits_for_what_others_need_now()
    {
        var holder = await _budget.LeaseAsync(ComputeWork.FinalTranscript, 1, default);
        var later = TakeAsync(first: false);
        var soon = _budget.LeaseAsync(ComputeWork.Speculation, 1, default).AsTask();

        holder.Dispose();
        var lease = await soon;
        Assert.False(later.IsCompleted);

        lease.Dispose();
        _time.Advance(TimeSpan.FromMilliseconds(60));
        (await later).Dispose();
    }

    [Fact]
    public async Task A_chunk_that_waited_until_it_is_needed_waits_on_with_those_that_are()
    {
        var holder = await _budget.LeaseAsync(ComputeWork.FinalTranscript, 1, default);
        var chunk = TakeAsync(first: false);
        var speculation = _budget.LeaseAsync(ComputeWork.Speculation, 1, default).AsTask();

        _time.Advance(_untilNeeded);
        await _asked.ReachesAsync(2);
        holder.Dispose();

        using var lease = await chunk;
        Assert.False(speculation.IsCompleted);
    }

    [Fact]
    public async Task A_first_chunk_goes_before_all_else_whatever_was_given()
    {
        var holder = await _budget.LeaseAsync(ComputeWork.Interim, 1, default);
        var final = _budget.LeaseAsync(ComputeWork.FinalTranscript, 1, default).AsTask();
        var first = TakeAsync(first: true);

        holder.Dispose();

        using var lease = await first;
        Assert.False(final.IsCompleted);
    }

    [Fact]
    public async Task Whoever_gives_up_an_answer_waits_for_none_of_its_chunks()
    {
        using var holder = await _budget.LeaseAsync(ComputeWork.FinalTranscript, 1, default);
        using var cut = new CancellationTokenSource();
        var chunk = TakeAsync(first: false, cut.Token);

        await cut.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => chunk);
    }

    private Task<ComputeLease> TakeAsync(bool first, CancellationToken cancellationToken = default) =>
        _lease.TakeAsync(new("Uno.", "es") { UntilNeeded = () => _untilNeeded }, first, cancellationToken).AsTask();

    /// <summary>Counts who asks for threads, once they have their place in the queue.</summary>
    private sealed class CountedBudget(ComputeBudget budget, Counter asked) : IComputeBudget
    {
        public int TotalThreads => budget.TotalThreads;

        public ValueTask<ComputeLease> LeaseAsync(ComputeWork work, int maxThreads, CancellationToken cancellationToken)
        {
            var lease = budget.LeaseAsync(work, maxThreads, cancellationToken);
            asked.Increment();
            return lease;
        }

        public bool TryLease(ComputeWork work, int maxThreads, out ComputeLease lease) => budget.TryLease(work, maxThreads, out lease);
    }
}
