using LocalVoice.Compute;
using LocalVoice.Engines.Whisper.Scheduling;
using LocalVoice.Engines.Whisper.Tests.Fakes;

namespace LocalVoice.Engines.Whisper.Tests.Scheduling;

public sealed class DecodeSchedulerTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task A_final_takes_every_free_thread()
    {
        var scheduler = new DecodeScheduler(new FixedComputeBudget(8), maxConcurrent: 4, maxThreads: 0, canYield: false);

        using var permit = await scheduler.BeginAsync(Final(), Second, CancellationToken.None);

        Assert.Equal(8, permit.Threads);
    }

    [Fact]
    public async Task A_final_takes_no_more_threads_than_it_is_allowed()
    {
        var scheduler = new DecodeScheduler(new FixedComputeBudget(8), maxConcurrent: 4, maxThreads: 3, canYield: false);

        using var permit = await scheduler.BeginAsync(Final(), Second, CancellationToken.None);

        Assert.Equal(3, permit.Threads);
    }

    [Fact]
    public void An_interim_takes_one_thread()
    {
        var scheduler = new DecodeScheduler(new FixedComputeBudget(8), maxConcurrent: 4, maxThreads: 0, canYield: false);

        using var permit = scheduler.TryBeginInterim();

        Assert.Equal(1, permit?.Threads);
    }

    [Fact]
    public async Task An_interim_does_not_begin_while_a_final_has_all_threads()
    {
        var scheduler = new DecodeScheduler(new FixedComputeBudget(2), maxConcurrent: 4, maxThreads: 0, canYield: false);
        using var final = await scheduler.BeginAsync(Final(), Second, CancellationToken.None);

        Assert.Null(scheduler.TryBeginInterim());
    }

    [Theory]
    [InlineData(1, 4)]
    [InlineData(4, 1)]
    public async Task A_final_without_a_thread_or_a_place_ends_an_interim_and_follows_it(int threads, int places)
    {
        var scheduler = new DecodeScheduler(new FixedComputeBudget(threads), places, maxThreads: 0, canYield: false);
        var interim = scheduler.TryBeginInterim()!;

        var waiting = scheduler.BeginAsync(Final(), Second, CancellationToken.None).AsTask();
        Assert.True(interim.Token.IsCancellationRequested);
        Assert.False(waiting.IsCompleted);
        interim.Dispose();

        using var final = await waiting;
        Assert.Equal(threads, final.Threads);
    }

    [Fact]
    public async Task A_final_that_finds_a_free_thread_leaves_interims_alone()
    {
        var scheduler = new DecodeScheduler(new FixedComputeBudget(2), maxConcurrent: 4, maxThreads: 0, canYield: false);
        using var interim = scheduler.TryBeginInterim()!;

        using var final = await scheduler.BeginAsync(Final(), Second, CancellationToken.None);

        Assert.False(interim.Token.IsCancellationRequested);
        Assert.Equal(1, final.Threads);
    }

    [Fact]
    public async Task A_cancelled_wait_gives_its_place_back()
    {
        var budget = new FixedComputeBudget(1);
        var scheduler = new DecodeScheduler(budget, maxConcurrent: 2, maxThreads: 0, canYield: false);
        var running = await scheduler.BeginAsync(Final(), Second, CancellationToken.None);
        using var cancelled = new CancellationTokenSource();
        var waiting = scheduler.BeginAsync(Final(), Second, cancelled.Token).AsTask();

        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        running.Dispose();

        using var first = await scheduler.BeginAsync(Final(), Second, CancellationToken.None);
        Assert.Equal(0, budget.FreeThreads);
    }

    [Fact]
    public async Task Whoever_waits_for_a_cancelled_interim_may_call_the_scheduler()
    {
        var scheduler = new DecodeScheduler(new FixedComputeBudget(2), maxConcurrent: 4, maxThreads: 0, canYield: false);
        using var interim = scheduler.TryBeginInterim()!;
        var called = new TaskCompletionSource();
        using var registration = interim.Token.Register(() =>
        {
            Task.Run(() => scheduler.Cancel(interim)).Wait();
            called.SetResult();
        });

        scheduler.Cancel(interim);

        await called.Task.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);
    }

    [Fact]
    public void A_permit_given_back_twice_counts_once()
    {
        var budget = new FixedComputeBudget(2);
        var scheduler = new DecodeScheduler(budget, maxConcurrent: 4, maxThreads: 0, canYield: false);
        var permit = scheduler.TryBeginInterim()!;

        permit.Dispose();
        permit.Dispose();

        Assert.Equal(2, budget.FreeThreads);
        Assert.Equal([(ComputeWork.Interim, 1)], budget.Leased);
    }

    [Fact]
    public async Task A_stream_never_decodes_two_finals_at_once()
    {
        var scheduler = new DecodeScheduler(new FixedComputeBudget(8), maxConcurrent: 4, maxThreads: 1, canYield: false);
        var greedy = new DecodeParty();
        var first = await scheduler.BeginAsync(Final(greedy), Second, CancellationToken.None);
        var second = scheduler.BeginAsync(Final(greedy), Second, CancellationToken.None).AsTask();

        Assert.False(second.IsCompleted);
        using var other = await scheduler.BeginAsync(Final(), Second, CancellationToken.None);
        first.Dispose();

        using var permit = await second;
    }

    [Fact]
    public async Task Streams_take_turns_however_much_one_of_them_asks_for()
    {
        var scheduler = new DecodeScheduler(new FixedComputeBudget(1), maxConcurrent: 4, maxThreads: 0, canYield: false);
        var (greedy, modest) = (new DecodeParty(), new DecodeParty());
        var running = await scheduler.BeginAsync(Final(greedy), Second, CancellationToken.None);
        var served = new List<string>();
        Task[] all =
        [
            DecodeAsync("greedy 1", greedy),
            DecodeAsync("greedy 2", greedy),
            DecodeAsync("greedy 3", greedy),
            DecodeAsync("modest 1", modest),
            DecodeAsync("modest 2", modest),
        ];

        running.Dispose();
        await Task.WhenAll(all);

        Assert.Equal(["modest 1", "greedy 1", "modest 2", "greedy 2", "greedy 3"], served);

        async Task DecodeAsync(string name, DecodeParty party)
        {
            using var permit = await scheduler.BeginAsync(Final(party), Second, CancellationToken.None);
            served.Add(name);
        }
    }

    [Fact]
    public async Task A_short_turn_goes_before_long_recordings_of_speakers_who_have_just_come()
    {
        var scheduler = new DecodeScheduler(new FixedComputeBudget(1), maxConcurrent: 4, maxThreads: 0, canYield: false);
        var running = await scheduler.BeginAsync(Recording(), 30 * Second, CancellationToken.None);
        var recordings = Enumerable
            .Range(0, 3)
            .Select(_ => scheduler.BeginAsync(Recording(), 30 * Second, CancellationToken.None).AsTask());
        var waiting = recordings.ToList();
        var turn = scheduler.BeginAsync(Final(), 2 * Second, CancellationToken.None).AsTask();

        running.Dispose();
        var permit = await turn;

        Assert.DoesNotContain(waiting, recording => recording.IsCompleted);
        permit.Dispose();
        foreach (var recording in waiting)
        {
            (await recording).Dispose();
        }
    }

    [Fact]
    public async Task A_recording_asks_for_threads_that_nobody_s_turn_needs()
    {
        var budget = new FixedComputeBudget(2);
        var scheduler = new DecodeScheduler(budget, maxConcurrent: 4, maxThreads: 0, canYield: false);

        (await scheduler.BeginAsync(Recording(), 30 * Second, CancellationToken.None)).Dispose();
        (await scheduler.BeginAsync(Final(), 2 * Second, CancellationToken.None)).Dispose();

        Assert.Equal([(ComputeWork.Recording, 2), (ComputeWork.FinalTranscript, 2)], budget.Leased);
    }

    [Fact]
    public async Task What_comes_on_top_of_much_else_of_the_same_stream_is_nobody_s_turn_either()
    {
        var budget = new FixedComputeBudget(1);
        var scheduler = new DecodeScheduler(budget, maxConcurrent: 1, maxThreads: 0, canYield: false);
        var greedy = new DecodeParty();
        var other = await scheduler.BeginAsync(Final(), Second, CancellationToken.None);
        var asked = Enumerable
            .Range(0, 12)
            .Select(_ => scheduler.BeginAsync(Final(greedy), Second, CancellationToken.None).AsTask())
            .ToList();

        other.Dispose();
        foreach (var final in asked)
        {
            (await final).Dispose();
        }

        Assert.Equal(ComputeWork.FinalTranscript, budget.Leased[1].Work);
        Assert.Equal(ComputeWork.Recording, budget.Leased[^1].Work);
    }

    [Fact]
    public async Task A_long_recording_is_not_kept_waiting_for_ever_by_short_turns()
    {
        var scheduler = new DecodeScheduler(new FixedComputeBudget(1), maxConcurrent: 4, maxThreads: 0, canYield: false);
        var running = await scheduler.BeginAsync(Final(), 2 * Second, CancellationToken.None);
        var recording = scheduler.BeginAsync(Recording(), 30 * Second, CancellationToken.None).AsTask();
        var talker = new DecodeParty();
        var turns = 0;
        while (!recording.IsCompleted)
        {
            var turn = scheduler.BeginAsync(Final(talker), 2 * Second, CancellationToken.None).AsTask();
            running.Dispose();
            running = await (await Task.WhenAny(turn, recording));
            turns++;
        }

        Assert.InRange(turns, 5, 20);
    }

    [Fact]
    public async Task A_decided_turn_goes_before_those_that_may_go_on()
    {
        var scheduler = new DecodeScheduler(new FixedComputeBudget(1), maxConcurrent: 4, maxThreads: 0, canYield: false);
        var running = await scheduler.BeginAsync(Final(), Second, CancellationToken.None);
        var paused = scheduler.BeginAsync(Final(), Second, CancellationToken.None).AsTask();
        var decided = Final();
        var deciding = scheduler.BeginAsync(decided, Second, CancellationToken.None).AsTask();

        decided.Decide();
        running.Dispose();

        (await deciding).Dispose();
        (await paused).Dispose();
        Assert.True(deciding.IsCompletedSuccessfully);
    }

    private static PendingFinal Final(DecodeParty? party = null) => new(party ?? new(), Second);

    private static PendingFinal Recording()
    {
        var final = new PendingFinal(new(), 30 * Second);
        final.Decide();
        return final;
    }
}
