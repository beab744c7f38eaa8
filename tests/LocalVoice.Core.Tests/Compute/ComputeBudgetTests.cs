using LocalVoice.Compute;
using LocalVoice.Core.Compute;
using Microsoft.Extensions.Time.Testing;

namespace LocalVoice.Core.Tests.Compute;

public sealed class ComputeBudgetTests
{
    [Fact]
    public void A_lease_takes_what_is_free_and_no_more_than_it_asked_for()
    {
        var budget = new ComputeBudget(4, TimeProvider.System);

        Assert.True(budget.TryLease(ComputeWork.Interim, 3, out var first));
        Assert.True(budget.TryLease(ComputeWork.Interim, 3, out var second));

        Assert.Equal((3, 1), (first.Threads, second.Threads));
        Assert.False(budget.TryLease(ComputeWork.FinalTranscript, 1, out _));
    }

    [Fact]
    public async Task Threads_go_to_the_most_urgent_and_within_that_to_the_first()
    {
        var budget = new ComputeBudget(1, TimeProvider.System);
        var holder = await budget.LeaseAsync(ComputeWork.Interim, 1, default);
        var served = new List<string>();
        Task[] waiting =
        [
            Serve("interim", ComputeWork.Interim),
            Serve("synthesis", ComputeWork.Synthesis),
            Serve("final", ComputeWork.FinalTranscript),
            Serve("synthesis too", ComputeWork.Synthesis),
            Serve("reply", ComputeWork.DecidedResponse),
        ];

        holder.Dispose();
        await Task.WhenAll(waiting);

        Assert.Equal(["final", "reply", "synthesis", "synthesis too", "interim"], served);

        async Task Serve(string name, ComputeWork work)
        {
            using var lease = await budget.LeaseAsync(work, 1, default);
            served.Add(name);
        }
    }

    [Fact]
    public async Task A_recording_begins_in_a_lull_and_not_between_two_steps_of_a_turn()
    {
        var time = new FakeTimeProvider();
        var budget = new ComputeBudget(1, time);
        time.Advance(TimeSpan.FromSeconds(1));
        var step = await budget.LeaseAsync(ComputeWork.DecidedResponse, 1, default);
        var recording = budget.LeaseAsync(ComputeWork.Recording, 1, default).AsTask();

        for (var i = 0; i < 10; i++)
        {
            step.Dispose();
            time.Advance(TimeSpan.FromMilliseconds(30));
            Assert.True(budget.TryLease(ComputeWork.DecidedResponse, 1, out step));
        }

        step.Dispose();
        Assert.False(recording.IsCompleted);
        Assert.False(budget.TryLease(ComputeWork.Recording, 1, out _));
        time.Advance(TimeSpan.FromMilliseconds(60));
        Assert.Equal(1, (await recording).Threads);
    }

    [Fact]
    public async Task A_recording_waits_no_longer_than_two_seconds_for_a_lull()
    {
        var time = new FakeTimeProvider();
        var budget = new ComputeBudget(1, time);
        time.Advance(TimeSpan.FromSeconds(1));
        var step = await budget.LeaseAsync(ComputeWork.DecidedResponse, 1, default);
        var recording = budget.LeaseAsync(ComputeWork.Recording, 1, default).AsTask();
        var waited = TimeSpan.Zero;
        do
        {
            step.Dispose();
            time.Advance(TimeSpan.FromMilliseconds(50));
            waited += TimeSpan.FromMilliseconds(50);
        } while (budget.TryLease(ComputeWork.DecidedResponse, 1, out step) && waited < TimeSpan.FromSeconds(5));

        Assert.Equal(1, (await recording).Threads);
        Assert.InRange(waited, TimeSpan.FromSeconds(1.9), TimeSpan.FromSeconds(2.1));
    }

    [Theory]
    [InlineData(ComputeWork.FirstWords)]
    [InlineData(ComputeWork.FirstSynthesis)]
    public async Task Between_two_steps_of_somebodys_first_words_nothing_less_urgent_begins(ComputeWork next)
    {
        var time = new FakeTimeProvider();
        var budget = new ComputeBudget(1, time);
        var step = await budget.LeaseAsync(ComputeWork.FirstWords, 1, default);
        var synthesis = budget.LeaseAsync(ComputeWork.Synthesis, 1, default).AsTask();

        step.Dispose();
        time.Advance(TimeSpan.FromMilliseconds(3));

        Assert.False(synthesis.IsCompleted);
        Assert.False(budget.TryLease(ComputeWork.FinalTranscript, 1, out _));
        Assert.False(budget.TryLeaseSpare(() => { }, out _));
        Assert.True(budget.TryLease(next, 1, out _));
    }

    [Fact]
    public async Task Others_wait_four_milliseconds_for_a_next_step_of_the_first_words_and_not_at_all_once_they_are_spoken()
    {
        var time = new FakeTimeProvider();
        var budget = new ComputeBudget(1, time);
        var step = await budget.LeaseAsync(ComputeWork.FirstWords, 1, default);
        var final = budget.LeaseAsync(ComputeWork.FinalTranscript, 1, default).AsTask();
        step.Dispose();
        time.Advance(TimeSpan.FromMilliseconds(4));
        (await final).Dispose();

        (await budget.LeaseAsync(ComputeWork.FirstWords, 1, default)).Dispose();
        (await budget.LeaseAsync(ComputeWork.FirstSynthesis, 1, default)).Dispose();

        Assert.True(budget.TryLease(ComputeWork.Synthesis, 1, out _));
    }

    [Fact]
    public async Task First_words_that_take_long_share_with_a_final_that_waits()
    {
        var time = new FakeTimeProvider();
        var budget = new ComputeBudget(1, time);
        var step = await budget.LeaseAsync(ComputeWork.FirstWords, 1, default);
        var final = budget.LeaseAsync(ComputeWork.FinalTranscript, 1, default).AsTask();
        var waited = 0;
        do
        {
            time.Advance(TimeSpan.FromMilliseconds(40));
            waited += 40;
            step.Dispose();
        } while (budget.TryLease(ComputeWork.FirstWords, 1, out step) && waited < 1000);

        Assert.Equal(160, waited);
        (await final).Dispose();
    }

    [Fact]
    public async Task A_recording_that_has_waited_long_does_not_begin_between_first_words_either()
    {
        var time = new FakeTimeProvider();
        var budget = new ComputeBudget(1, time);
        var step = await budget.LeaseAsync(ComputeWork.FirstWords, 1, default);
        var recording = budget.LeaseAsync(ComputeWork.Recording, 1, default).AsTask();
        time.Advance(TimeSpan.FromSeconds(3));

        step.Dispose();
        Assert.False(recording.IsCompleted);

        time.Advance(TimeSpan.FromMilliseconds(4));
        (await recording).Dispose();
    }

    [Fact]
    public async Task Of_several_who_wait_though_threads_are_free_the_first_is_served_when_it_may_begin()
    {
        var time = new FakeTimeProvider();
        var budget = new ComputeBudget(1, time);
        time.Advance(TimeSpan.FromSeconds(1));
        var step = await budget.LeaseAsync(ComputeWork.FirstWords, 1, default);
        var final = budget.LeaseAsync(ComputeWork.FinalTranscript, 1, default).AsTask();
        var ahead = budget.LeaseAsync(ComputeWork.SynthesisAhead, 1, default).AsTask();

        step.Dispose();
        time.Advance(TimeSpan.FromMilliseconds(4));

        (await final).Dispose();
        Assert.False(ahead.IsCompleted);
    }

    [Fact]
    public async Task Speech_for_later_begins_in_a_lull_and_makes_nobody_busy()
    {
        var time = new FakeTimeProvider();
        var budget = new ComputeBudget(1, time);
        time.Advance(TimeSpan.FromSeconds(1));
        (await budget.LeaseAsync(ComputeWork.DecidedResponse, 1, default)).Dispose();
        var ahead = budget.LeaseAsync(ComputeWork.SynthesisAhead, 1, default).AsTask();

        time.Advance(TimeSpan.FromMilliseconds(50));
        Assert.False(ahead.IsCompleted);
        Assert.False(budget.IsBusy);

        time.Advance(TimeSpan.FromMilliseconds(10));
        (await ahead).Dispose();
        Assert.True(budget.TryLease(ComputeWork.SynthesisAhead, 1, out _));
    }

    [Fact]
    public async Task Threads_are_busy_while_they_are_leased_or_waited_for_and_not_when_they_are_spare()
    {
        var budget = new ComputeBudget(1, TimeProvider.System);
        Assert.True(budget.TryLeaseSpare(() => { }, out var spare));
        Assert.False(budget.IsBusy);

        var final = budget.LeaseAsync(ComputeWork.FinalTranscript, 1, default).AsTask();
        Assert.True(budget.IsBusy);
        spare.Dispose();
        var lease = await final;
        Assert.True(budget.IsBusy);

        lease.Dispose();
        Assert.False(budget.IsBusy);
    }

    [Fact]
    public async Task Who_gives_up_waiting_is_not_served_and_blocks_nobody()
    {
        var budget = new ComputeBudget(1, TimeProvider.System);
        var holder = await budget.LeaseAsync(ComputeWork.Interim, 1, default);
        using var impatient = new CancellationTokenSource();
        var given = budget.LeaseAsync(ComputeWork.FinalTranscript, 1, impatient.Token).AsTask();
        var patient = budget.LeaseAsync(ComputeWork.Interim, 1, default).AsTask();

        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);
        holder.Dispose();

        Assert.Equal(1, (await patient).Threads);
    }

    [Fact]
    public async Task A_cancelled_token_gets_nothing_even_when_threads_are_free()
    {
        var budget = new ComputeBudget(1, TimeProvider.System);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            budget.LeaseAsync(ComputeWork.Interim, 1, new(canceled: true)).AsTask()
        );
        Assert.True(budget.TryLease(ComputeWork.Interim, 1, out _));
    }

    [Fact]
    public async Task Nothing_is_given_away_past_somebody_more_urgent_who_waits()
    {
        var budget = new ComputeBudget(1, TimeProvider.System);
        var holder = await budget.LeaseAsync(ComputeWork.Interim, 1, default);
        var urgent = budget.LeaseAsync(ComputeWork.FinalTranscript, 1, default).AsTask();

        holder.Dispose();

        Assert.False(budget.TryLease(ComputeWork.Interim, 1, out _));
        (await urgent).Dispose();
        Assert.True(budget.TryLease(ComputeWork.Interim, 1, out _));
    }

    [Fact]
    public async Task However_many_compete_never_more_threads_are_leasedthan_there_are()
    {
        var budget = new ComputeBudget(3, TimeProvider.System);
        var (leased, most) = (0, 0);
        var works = Enum.GetValues<ComputeWork>();

        await Parallel.ForAsync(
            0,
            2000,
            new ParallelOptions { MaxDegreeOfParallelism = 8 },
            async (i, _) =>
            {
                using var cancelled = new CancellationTokenSource();
                var lease = budget.LeaseAsync(works[i % works.Length], 1 + (i % 4), cancelled.Token).AsTask();
                if (i % 7 == 0)
                {
                    await cancelled.CancelAsync();
                }

                try
                {
                    using var held = await lease;
                    InterlockedMax(ref most, Interlocked.Add(ref leased, held.Threads));
                    await Task.Yield();
                    Interlocked.Add(ref leased, -held.Threads);
                }
                catch (OperationCanceledException)
                {
                    // This one gave up.
                }
            }
        );

        Assert.InRange(most, 1, 3);
        Assert.True(budget.TryLease(ComputeWork.Interim, 3, out var all));
        Assert.Equal(3, all.Threads);
    }

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = Volatile.Read(ref target); seen < value; seen = Volatile.Read(ref target))
        {
            Interlocked.CompareExchange(ref target, value, seen);
        }
    }

    [Fact]
    public async Task A_final_waits_for_all_the_threads_it_asks_for_and_nobody_begins_meanwhile()
    {
        var budget = new ComputeBudget(2, TimeProvider.System);
        var step = await budget.LeaseAsync(ComputeWork.Synthesis, 1, default);

        var final = budget.LeaseAsync(ComputeWork.FinalTranscript, 2, default).AsTask();

        Assert.False(final.IsCompleted);
        Assert.False(budget.TryLease(ComputeWork.DecidedResponse, 1, out _));
        step.Dispose();
        using var lease = await final;
        Assert.Equal(2, lease.Threads);
    }

    [Fact]
    public async Task A_final_that_gives_up_waiting_lets_the_others_begin()
    {
        var budget = new ComputeBudget(2, TimeProvider.System);
        using var step = await budget.LeaseAsync(ComputeWork.Synthesis, 1, default);
        using var gaveUp = new CancellationTokenSource();
        var final = budget.LeaseAsync(ComputeWork.FinalTranscript, 2, gaveUp.Token).AsTask();
        var response = budget.LeaseAsync(ComputeWork.DecidedResponse, 1, default).AsTask();

        await gaveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => final);
        (await response).Dispose();
    }

    [Fact]
    public void Spare_threads_are_all_or_none()
    {
        var budget = new ComputeBudget(2, TimeProvider.System);
        Assert.True(budget.TryLease(ComputeWork.Synthesis, 1, out var step));
        Assert.False(budget.TryLeaseSpare(() => { }, out _));

        step.Dispose();

        Assert.True(budget.TryLeaseSpare(() => { }, out var spare));
        Assert.Equal(2, spare.Threads);
    }

    [Fact]
    public async Task Spare_threads_are_asked_back_once_when_somebody_waits()
    {
        var budget = new ComputeBudget(2, TimeProvider.System);
        var asked = 0;
        Assert.True(budget.TryLeaseSpare(() => asked++, out var spare));

        var first = budget.LeaseAsync(ComputeWork.DecidedResponse, 1, default).AsTask();
        var second = budget.LeaseAsync(ComputeWork.Synthesis, 1, default).AsTask();

        Assert.Equal(1, asked);
        Assert.False(first.IsCompleted);
        spare.Dispose();
        (await first).Dispose();
        (await second).Dispose();
    }

    [Fact]
    public void Spare_threads_do_not_count_as_busy()
    {
        var time = new FakeTimeProvider();
        var budget = new ComputeBudget(2, time);
        Assert.True(budget.TryLeaseSpare(() => { }, out var spare));

        time.Advance(TimeSpan.FromSeconds(1));
        spare.Dispose();

        Assert.Equal(TimeSpan.Zero, budget.Busy);
    }
}
