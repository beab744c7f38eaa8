using LocalVoice.Compute;
using LocalVoice.Engines.Whisper.Scheduling;
using LocalVoice.Engines.Whisper.Tests.Fakes;

namespace LocalVoice.Engines.Whisper.Tests.Scheduling;

/// <summary>Decodes that may have what others leave.</summary>
public sealed class YieldingDecodeTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly FixedComputeBudget _budget = new(2);
    private readonly DecodeScheduler _scheduler;

    public YieldingDecodeTests() => _scheduler = new(_budget, maxConcurrent: 4, maxThreads: 0, canYield: true);

    [Fact]
    public async Task An_interim_takes_no_thread_from_anybody()
    {
        using var interim = _scheduler.TryBeginInterim()!;

        using var final = await _scheduler.BeginAsync(Final(), Second, CancellationToken.None);

        Assert.Equal((2, 2), (interim.Threads, final.Threads));
        Assert.False(interim.Token.IsCancellationRequested);
    }

    [Fact]
    public void An_early_decode_takes_all_threads_or_does_not_begin()
    {
        Assert.True(_budget.TryLease(ComputeWork.Synthesis, 1, out var step));
        Assert.Null(_scheduler.TryBeginEarly());

        step.Dispose();

        using var early = _scheduler.TryBeginEarly();
        Assert.Equal((2, 0), (early?.Threads, _budget.FreeThreads));
    }

    [Fact]
    public void An_early_decode_gives_its_threads_back_when_somebody_needs_them()
    {
        using var early = _scheduler.TryBeginEarly()!;

        _budget.NeedSpare();

        Assert.Equal(2, _budget.FreeThreads);
        Assert.False(early.Token.IsCancellationRequested);
        Assert.False(_scheduler.TryPromote(early) && _budget.FreeThreads > 0);
    }

    [Fact]
    public void An_early_decode_that_has_become_the_final_keeps_its_threads()
    {
        using var early = _scheduler.TryBeginEarly()!;
        Assert.True(_scheduler.TryPromote(early));

        _budget.NeedSpare();

        Assert.Equal(0, _budget.FreeThreads);
    }

    [Fact]
    public void An_interim_becomes_the_final_only_when_nobody_else_computes()
    {
        using var interim = _scheduler.TryBeginInterim()!;
        Assert.True(_budget.TryLease(ComputeWork.DecidedResponse, 2, out var step));
        Assert.False(_scheduler.TryPromote(interim));

        step.Dispose();

        Assert.True(_scheduler.TryPromote(interim));
        Assert.Equal(0, _budget.FreeThreads);
    }

    [Fact]
    public async Task A_final_that_nobody_waits_for_any_more_makes_room_at_once()
    {
        using var gaveUp = new CancellationTokenSource();
        var party = new DecodeParty();
        using var first = await _scheduler.BeginAsync(Final(party), Second, gaveUp.Token);

        await gaveUp.CancelAsync();

        using var second = await _scheduler.BeginAsync(Final(party), Second, CancellationToken.None);
        Assert.True(first.Token.IsCancellationRequested);
        Assert.Equal(2, second.Threads);
    }

    [Fact]
    public async Task A_final_of_speech_that_goes_on_is_decoded_to_its_end_all_the_same()
    {
        using var gaveUp = new CancellationTokenSource();
        var final = Final();
        using var permit = await _scheduler.BeginAsync(final, Second, gaveUp.Token);
        final.Outlast();

        await gaveUp.CancelAsync();

        Assert.False(permit.Token.IsCancellationRequested);
        Assert.Equal(2, _budget.FreeThreads);
    }

    [Fact]
    public async Task No_more_than_three_decodes_live_on_what_others_leave()
    {
        using var first = _scheduler.TryBeginInterim()!;
        using var second = _scheduler.TryBeginInterim()!;
        using var third = _scheduler.TryBeginInterim()!;
        using var gaveUp = new CancellationTokenSource();
        using var final = await _scheduler.BeginAsync(Final(), Second, gaveUp.Token);

        await gaveUp.CancelAsync();

        Assert.Null(_scheduler.TryBeginInterim());
        Assert.Equal(0, _budget.FreeThreads);
    }

    [Fact]
    public void Everything_is_given_back()
    {
        for (var i = 0; i < 10; i++)
        {
            var early = _scheduler.TryBeginEarly()!;
            _scheduler.Yield(early);
            var interim = _scheduler.TryBeginInterim()!;
            early.Dispose();
            early.Dispose();
            interim.Dispose();
        }

        Assert.Equal(2, _budget.FreeThreads);
    }

    private static PendingFinal Final(DecodeParty? party = null) => new(party ?? new(), Second);
}
