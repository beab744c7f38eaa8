using LocalVoice.Chat;
using LocalVoice.Compute;
using LocalVoice.Engines.Llama.Tests.Fakes;

namespace LocalVoice.Engines.Llama.Tests.Scheduling;

public sealed class ResponseSchedulerTests
{
    private static LlamaOptions Options =>
        new()
        {
            MaxSessions = 4,
            BatchTokens = 64,
            InterleavedPrefillTokens = 16,
        };

    [Fact]
    public async Task A_long_prompt_costs_a_talking_session_not_one_step()
    {
        var budget = new SteppedBudget();
        using var harness = new SchedulerHarness(new FakeDecoder(4096), Options, budget);
        var talking = harness.Ask("talking", 0, 4, 40);
        budget.Allow(5);
        await harness.StepsTaken(5);

        var longPrompt = harness.Ask("long", 100, 500, 1);
        budget.Allow(1000);
        await Task.WhenAll(SchedulerHarness.Read(talking), SchedulerHarness.Read(longPrompt));

        var both = harness.Steps.Where(step => step.Parts.Count == 2).ToList();
        Assert.True(both.Count > 25, $"The sessions shared {both.Count} steps.");
        Assert.All(
            harness.Steps.Skip(1).Take(39),
            step => Assert.Contains(step.Parts, part => part is { ConversationId: "talking", Talking: true })
        );
        Assert.All(both, step => Assert.InRange(step.Parts.Single(part => part.ConversationId == "long").Tokens, 1, 16));
    }

    [Fact]
    public async Task When_nobody_talks_a_prompt_takes_the_whole_batch()
    {
        using var harness = new SchedulerHarness(new FakeDecoder(4096), Options);

        await SchedulerHarness.Read(harness.Ask("a", 0, 130, 1));

        Assert.Equal([64, 64, 2], harness.Steps.Select(step => step.Parts.Sum(part => part.Tokens)));
    }

    [Theory]
    [InlineData(ChatPriority.Prefill, 8)]
    [InlineData(ChatPriority.DecidedTurn, 41)]
    public async Task On_a_slow_machine_a_prompt_is_taken_in_steps_that_an_urgent_request_can_wait_for(ChatPriority priority, int most)
    {
        var decoder = new FakeDecoder(4096);
        using var harness = new SchedulerHarness(decoder, Options);
        decoder.Decoding = tokens => harness.Time.Advance(tokens * TimeSpan.FromMilliseconds(6));
        await SchedulerHarness.Read(harness.Ask("first", 0, 20, 1));

        await SchedulerHarness.Read(harness.Ask("prompt", 1000, 200, 0, priority));

        Assert.Equal(most, harness.Steps.Skip(1).Max(step => step.Parts.Sum(part => part.Tokens)));
    }

    [Fact]
    public async Task The_prompt_of_a_decided_turn_goes_before_a_speculation_and_that_before_a_prefill()
    {
        var budget = new SteppedBudget();
        using var harness = new SchedulerHarness(new FakeDecoder(4096), Options, budget);
        var prefill = harness.Ask("prefill", 0, 64, 0, ChatPriority.Prefill);
        await budget.Wanted();

        var speculation = harness.Ask("speculation", 200, 64, 1, ChatPriority.Speculation);
        var decided = harness.Ask("decided", 400, 64, 1);
        budget.Allow(100);
        await Task.WhenAll(SchedulerHarness.Read(prefill), SchedulerHarness.Read(speculation), SchedulerHarness.Read(decided));

        // The first step was planned when there was only the prefill, unless the decided turn interrupted its wait.
        var order = harness.Steps.Select(step => step.Parts[0].ConversationId).ToList();
        Assert.True(order.IndexOf("decided") < order.IndexOf("speculation"), string.Join(' ', order));
        Assert.Equal("decided", order[0]);
        Assert.Equal("prefill", order[^1]);
        Assert.Contains(ComputeWork.Speculation, budget.Asked);
        Assert.Contains(ComputeWork.DecidedResponse, budget.Asked);
    }

    [Fact]
    public async Task A_slow_reader_pauses_its_own_answer_and_no_other()
    {
        using var harness = new SchedulerHarness(new FakeDecoder(4096), Options);
        var slow = harness.Ask("slow", 0, 4, 50, buffer: 4);
        var quick = harness.Ask("quick", 100, 4, 50);

        Assert.Equal(50, (await SchedulerHarness.Read(quick)).Count);
        Assert.Equal(4, slow.Tokens.Count);

        var read = new List<int>();
        while (await slow.Tokens.WaitToReadAsync())
        {
            while (slow.Tokens.TryRead(out var token))
            {
                read.Add((int)token);
                harness.Scheduler.Wake();
            }
        }

        Assert.Equal(Enumerable.Range(4, 50), read);
    }

    [Fact]
    public async Task A_held_answer_goes_on_when_it_is_released_and_others_do_meanwhile()
    {
        using var harness = new SchedulerHarness(new FakeDecoder(4096), Options);
        var hold = new ResponseHold();
        hold.Released += harness.Scheduler.Wake;
        hold.Engage();
        var held = harness.Ask("held", 0, 4, 50, hold: hold);
        var other = harness.Ask("other", 100, 4, 50);

        Assert.Equal(50, (await SchedulerHarness.Read(other)).Count);
        Assert.Equal(0, held.Tokens.Count);
        hold.Release();

        Assert.Equal(Enumerable.Range(4, 50), await SchedulerHarness.Read(held));
    }

    [Fact]
    public async Task Until_its_first_clause_an_answer_waits_for_its_reader_after_each_token()
    {
        using var harness = new SchedulerHarness(new FakeDecoder(4096), Options);
        var awaited = harness.Ask("awaited", 0, 4, 3, hold: new ResponseHold());
        var other = harness.Ask("other", 100, 4, 50);

        Assert.Equal(50, (await SchedulerHarness.Read(other)).Count);
        Assert.Equal(1, awaited.Tokens.Count);

        var tokens = new List<int>();
        do
        {
            while (awaited.Tokens.TryRead(out var token))
            {
                tokens.Add((int)token);
            }

            if (awaited.ReadOn())
            {
                harness.Scheduler.Wake();
            }
        } while (await awaited.Tokens.WaitToReadAsync(TestContext.Current.CancellationToken));

        Assert.Equal([4, 5, 6], tokens);
    }

    [Fact]
    public async Task An_abandoned_answer_stops_at_the_next_token_and_its_conversation_goes_on()
    {
        var budget = new SteppedBudget();
        using var harness = new SchedulerHarness(new FakeDecoder(4096), Options, budget);
        var request = harness.Ask("a", 0, 10, 500);
        budget.Allow(5);
        await harness.StepsTaken(5);

        request.Abandon();
        harness.Scheduler.Wake();
        budget.Allow(1000);
        await Assert.ThrowsAsync<OperationCanceledException>(() => SchedulerHarness.Read(request));

        Assert.InRange(harness.Steps.Count, 5, 6);
        var next = harness.Ask("a", 0, 12, 3);
        Assert.Equal([12, 13, 14], await SchedulerHarness.Read(next));
        Assert.Equal(11, next.CachedTokens);
    }

    [Fact]
    public async Task An_answer_follows_the_prefill_of_its_conversation_without_waiting_for_its_end()
    {
        var budget = new SteppedBudget();
        using var harness = new SchedulerHarness(new FakeDecoder(4096), Options, budget);
        var prefill = harness.Ask("a", 0, 200, 0, ChatPriority.Prefill);
        budget.Allow(1);
        await harness.StepsTaken(1);

        var response = harness.Ask("a", 0, 70, 1);
        budget.Allow(100);

        Assert.Empty(await SchedulerHarness.Read(prefill));
        Assert.Equal([70], await SchedulerHarness.Read(response));
        Assert.InRange(response.CachedTokens, 64, 69);
    }

    [Fact]
    public async Task A_prefill_of_what_is_held_already_takes_nothing_away()
    {
        using var harness = new SchedulerHarness(new FakeDecoder(4096), Options);
        await SchedulerHarness.Read(harness.Ask("a", 0, 60, 1));

        await SchedulerHarness.Read(harness.Ask("a", 0, 20, 0, ChatPriority.Prefill));

        var again = harness.Ask("a", 0, 60, 1);
        await SchedulerHarness.Read(again);
        Assert.Equal(59, again.CachedTokens);
    }

    [Theory]
    [InlineData(2, 199)]
    [InlineData(1, 0)]
    public async Task A_prompt_that_begins_otherwise_leaves_what_is_held_where_another_sequence_is_free(int sequences, int cached)
    {
        var options = Options;
        (options.MaxSessions, options.BatchTokens) = (sequences, 64);
        using var harness = new SchedulerHarness(new FakeDecoder(4096), options);
        await SchedulerHarness.Read(harness.Ask("a", 0, 200, 1));
        await SchedulerHarness.Read(harness.Ask("a", 1000, 200, 1));

        var again = harness.Ask("a", 0, 200, 1);
        await SchedulerHarness.Read(again);

        Assert.Equal(cached, again.CachedTokens);
    }

    [Fact]
    public async Task A_new_conversation_takes_the_sequence_that_was_idle_longest()
    {
        var options = Options;
        options.MaxSessions = options.BatchTokens = 2;
        using var harness = new SchedulerHarness(new FakeDecoder(4096), options);
        await SchedulerHarness.Read(harness.Ask("old", 0, 40, 1));
        await SchedulerHarness.Read(harness.Ask("young", 200, 40, 1));

        await SchedulerHarness.Read(harness.Ask("new", 400, 40, 1));

        Assert.Equal(39, await Cached("young", 200));
        Assert.Equal(0, await Cached("old", 0));

        async Task<int> Cached(string conversation, int first)
        {
            var request = harness.Ask(conversation, first, 40, 1);
            await SchedulerHarness.Read(request);
            return request.CachedTokens;
        }
    }

    [Fact]
    public async Task A_released_conversation_gives_way_before_an_older_one_that_goes_on()
    {
        var options = Options;
        options.MaxSessions = options.BatchTokens = 2;
        using var harness = new SchedulerHarness(new FakeDecoder(4096), options);
        await SchedulerHarness.Read(harness.Ask("old", 0, 40, 1));
        await SchedulerHarness.Read(harness.Ask("over", 200, 40, 1));
        harness.Scheduler.Release("over");

        await SchedulerHarness.Read(harness.Ask("new", 400, 40, 1));

        var old = harness.Ask("old", 0, 40, 1);
        await SchedulerHarness.Read(old);
        Assert.Equal(39, old.CachedTokens);
    }

    [Fact]
    public async Task More_waiting_requests_than_allowed_are_refused()
    {
        var options = Options;
        options.MaxSessions = 1;
        options.MaxWaitingRequests = 2;
        var budget = new SteppedBudget();
        using var harness = new SchedulerHarness(new FakeDecoder(4096), options, budget);
        var busy = harness.Ask("busy", 0, 4, 4);
        await busy.Started;
        await budget.Wanted();
        harness.Ask("first", 0, 4, 4);
        harness.Ask("second", 0, 4, 4);

        var error = Assert.Throws<EngineOverloadedException>(() => harness.Ask("third", 0, 4, 4));
        Assert.Contains("MaxWaitingRequests", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_conversation_that_asks_and_cancels_takes_no_place_from_the_others()
    {
        var options = Options;
        options.MaxSessions = 1;
        options.MaxWaitingRequests = 2;
        var budget = new SteppedBudget();
        using var harness = new SchedulerHarness(new FakeDecoder(4096), options, budget);
        var busy = harness.Ask("busy", 0, 4, 4);
        await busy.Started;
        await budget.Wanted();

        for (var i = 0; i < 100; i++)
        {
            harness.Ask("greedy", 0, 4, 4).Abandon();
        }

        harness.Ask("modest", 0, 4, 4);
    }

    [Fact]
    public async Task A_conversation_has_no_more_than_four_requests_waiting()
    {
        var options = Options;
        options.MaxSessions = 1;
        var budget = new SteppedBudget();
        using var harness = new SchedulerHarness(new FakeDecoder(4096), options, budget);
        var busy = harness.Ask("busy", 0, 4, 4);
        await busy.Started;
        await budget.Wanted();
        for (var i = 0; i < 4; i++)
        {
            harness.Ask("greedy", 0, 4, 4);
        }

        var error = Assert.Throws<EngineOverloadedException>(() => harness.Ask("greedy", 0, 4, 4));
        Assert.StartsWith("4 requests of this conversation", error.Message, StringComparison.Ordinal);
        harness.Ask("modest", 0, 4, 4);
    }
}
