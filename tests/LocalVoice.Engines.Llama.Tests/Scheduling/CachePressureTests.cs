using LocalVoice.Chat;
using LocalVoice.Engines.Llama.Tests.Fakes;

namespace LocalVoice.Engines.Llama.Tests.Scheduling;

/// <summary>More is wanted than the cache holds.</summary>
public sealed class CachePressureTests
{
    private static LlamaOptions Options =>
        new()
        {
            MaxSessions = 4,
            BatchTokens = 32,
            InterleavedPrefillTokens = 16,
        };

    [Fact]
    public async Task An_idle_conversation_gives_up_its_cache()
    {
        using var harness = new SchedulerHarness(new FakeDecoder(100), Options);
        await SchedulerHarness.Read(harness.Ask("idle", 0, 60, 1));

        Assert.Equal([260, 261], await SchedulerHarness.Read(harness.Ask("new", 200, 60, 2)));

        var idle = harness.Ask("idle", 0, 60, 1);
        Assert.Equal([60], await SchedulerHarness.Read(idle));
        Assert.Equal(0, idle.CachedTokens);
    }

    [Fact]
    public async Task Answers_that_do_not_fit_together_all_come_to_their_right_end()
    {
        using var harness = new SchedulerHarness(new FakeDecoder(100), Options);

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(i => SchedulerHarness.Read(harness.Ask($"session {i}", i * 100, 40, 30)))
        );

        for (var i = 0; i < answers.Length; i++)
        {
            Assert.Equal(Enumerable.Range((i * 100) + 40, 30), answers[i]);
        }
    }

    [Fact]
    public async Task The_less_urgent_answer_is_the_one_that_starts_over()
    {
        var budget = new SteppedBudget();
        using var harness = new SchedulerHarness(new FakeDecoder(100), Options, budget);
        var speculation = harness.Ask("speculation", 0, 40, 20, ChatPriority.Speculation);
        await budget.Wanted();
        var decided = harness.Ask("decided", 200, 40, 20);
        budget.Allow(1000);

        await Task.WhenAll(SchedulerHarness.Read(speculation), SchedulerHarness.Read(decided));

        var prompts = harness
            .Steps.SelectMany(step => step.Parts)
            .Where(part => !part.Talking)
            .ToLookup(part => part.ConversationId, part => part.Tokens);
        Assert.Equal(40, prompts["decided"].Sum());
        Assert.True(prompts["speculation"].Sum() > 40, "The speculation kept its cache.");
    }

    [Fact]
    public async Task A_newcomer_that_is_more_urgent_pushes_out_an_answer_that_is_under_way()
    {
        var budget = new SteppedBudget();
        using var harness = new SchedulerHarness(new FakeDecoder(100), Options, budget);
        var speculation = harness.Ask("speculation", 0, 60, 20, ChatPriority.Speculation);
        budget.Allow(4);
        await harness.StepsTaken(4);

        var decided = harness.Ask("decided", 200, 60, 20);
        budget.Allow(1000);

        Assert.Equal(Enumerable.Range(260, 20), await SchedulerHarness.Read(decided));
        Assert.Equal(Enumerable.Range(60, 20), await SchedulerHarness.Read(speculation));
    }

    [Fact]
    public async Task A_paused_answer_does_not_keep_the_cache_from_one_whose_reader_listens()
    {
        using var harness = new SchedulerHarness(new FakeDecoder(100), Options);
        var paused = harness.Ask("paused", 0, 60, 20, buffer: 2);
        await paused.Tokens.WaitToReadAsync();

        Assert.Equal(Enumerable.Range(260, 20), await SchedulerHarness.Read(harness.Ask("quick", 200, 60, 20)));

        var read = new List<int>();
        while (await paused.Tokens.WaitToReadAsync())
        {
            while (paused.Tokens.TryRead(out var token))
            {
                read.Add((int)token);
                harness.Scheduler.Wake();
            }
        }

        Assert.Equal(Enumerable.Range(60, 20), read);
    }

    [Fact]
    public async Task A_prompt_that_is_larger_than_the_whole_cache_fails_and_the_next_works()
    {
        using var harness = new SchedulerHarness(new FakeDecoder(100), Options);

        await Assert.ThrowsAsync<EngineException>(() => SchedulerHarness.Read(harness.Ask("huge", 0, 150, 1)));

        Assert.Equal([40], await SchedulerHarness.Read(harness.Ask("next", 0, 40, 1)));
    }

    [Fact]
    public async Task A_failed_batch_ends_its_answers_and_no_later_ones()
    {
        var decoder = new FakeDecoder(100) { FailNext = true };
        using var harness = new SchedulerHarness(decoder, Options);

        await Assert.ThrowsAsync<EngineException>(() => SchedulerHarness.Read(harness.Ask("a", 0, 10, 1)));

        var again = harness.Ask("a", 0, 10, 1);
        Assert.Equal([10], await SchedulerHarness.Read(again));
        Assert.Equal(0, again.CachedTokens);
    }

    [Fact]
    public async Task A_model_that_cannot_forget_a_part_reads_the_prompt_anew()
    {
        using var harness = new SchedulerHarness(new FakeDecoder(200) { CannotForgetParts = true }, Options);
        await SchedulerHarness.Read(harness.Ask("a", 0, 40, 5));

        var rolledBack = harness.Ask("a", 0, 20, 2);
        var other = harness.Ask("b", 0, 40, 2);

        Assert.Equal([20, 21], await SchedulerHarness.Read(rolledBack));
        Assert.Equal([40, 41], await SchedulerHarness.Read(other));
        Assert.Equal(0, rolledBack.CachedTokens);
    }
}
