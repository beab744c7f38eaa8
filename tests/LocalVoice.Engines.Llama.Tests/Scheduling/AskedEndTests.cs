using LLama.Native;
using LocalVoice.Chat;
using LocalVoice.Engines.Llama.Scheduling;
using LocalVoice.Engines.Llama.Tests.Fakes;

namespace LocalVoice.Engines.Llama.Tests.Scheduling;

/// <summary>How likely a message ends where it does, told in passing.</summary>
public sealed class AskedEndTests
{
    private readonly List<double> _told = [];

    private static LlamaOptions Options =>
        new()
        {
            MaxSessions = 4,
            BatchTokens = 32,
            InterleavedPrefillTokens = 16,
        };

    [Theory]
    [InlineData(1)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(95)]
    public async Task The_end_is_judged_by_the_token_before_it_in_whatever_step_that_is(int position)
    {
        using var harness = new SchedulerHarness(new FakeDecoder(200, batchTokens: 32), Options);

        var tokens = await SchedulerHarness.Read(harness.Ask("a", 0, 100, 2, end: AskAt(position)));

        Assert.Equal([100, 101], tokens);
        Assert.Equal([(position - 1) / 1000.0], _told);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(33)]
    [InlineData(34)]
    [InlineData(95)]
    public async Task After_a_full_stop_it_is_the_end_and_the_stop_that_are_judged(int position)
    {
        using var harness = new SchedulerHarness(new FakeDecoder(200, batchTokens: 32), Options);

        await SchedulerHarness.Read(harness.Ask("a", 0, 100, 2, end: AskAt(position, 1, position - 1)));

        Assert.Equal((position - 2) / 1000.0 * ((position - 1) / 1000.0), Assert.Single(_told), 1e-9);
    }

    [Fact]
    public async Task With_a_full_stop_the_cache_is_used_up_to_before_the_last_word()
    {
        using var harness = new SchedulerHarness(new FakeDecoder(200), Options);
        await SchedulerHarness.Read(harness.Ask("a", 0, 50, 1));

        var again = harness.Ask("a", 0, 50, 1, end: AskAt(45, 44));
        await SchedulerHarness.Read(again);

        Assert.Equal(43, again.CachedTokens);
        Assert.Equal(0.043 * 0.044, Assert.Single(_told), 1e-9);
    }

    [Fact]
    public async Task It_is_told_before_the_first_token_is()
    {
        var budget = new SteppedBudget();
        using var harness = new SchedulerHarness(new FakeDecoder(200), Options, budget);
        ResponseRequest? request = null;
        var tokens = -1;
        var end = EndAt(40, 0, _ => tokens = request!.Tokens.Count);

        request = harness.Ask("a", 0, 50, 1, end: end);
        budget.Allow(10);
        await SchedulerHarness.Read(request);

        Assert.Equal(0, tokens);
    }

    [Fact]
    public async Task What_is_cached_is_used_up_to_before_the_end()
    {
        using var harness = new SchedulerHarness(new FakeDecoder(200), Options);
        await SchedulerHarness.Read(harness.Ask("a", 0, 50, 1));

        var again = harness.Ask("a", 0, 50, 1, end: AskAt(45));
        await SchedulerHarness.Read(again);

        Assert.Equal(44, again.CachedTokens);
        Assert.Equal([0.044], _told);
    }

    [Fact]
    public async Task Who_does_not_ask_has_all_but_the_last_token_from_the_cache()
    {
        using var harness = new SchedulerHarness(new FakeDecoder(200), Options);
        await SchedulerHarness.Read(harness.Ask("a", 0, 50, 1, end: AskAt(45)));

        var again = harness.Ask("a", 0, 50, 1);
        await SchedulerHarness.Read(again);

        Assert.Equal(49, again.CachedTokens);
        Assert.Equal([0.044], _told);
    }

    [Fact]
    public async Task Sessions_of_one_batch_are_each_told_their_own()
    {
        var budget = new SteppedBudget();
        var told = new double[3];
        using var harness = new SchedulerHarness(new FakeDecoder(400), Options, budget);

        var asked = Enumerable
            .Range(0, 3)
            .Select(i => harness.Ask($"{i}", i * 100, 20, 2, end: EndAt(15, i * 100, probability => told[i] = probability)))
            .ToList();
        budget.Allow(100);
        await Task.WhenAll(asked.Select(SchedulerHarness.Read));

        Assert.Contains(harness.Steps, step => step.Parts.Count > 1);
        Assert.Equal([0.014, 0.114, 0.214], told);
    }

    [Fact]
    public async Task A_response_that_starts_over_tells_it_once()
    {
        var budget = new SteppedBudget();
        using var harness = new SchedulerHarness(new FakeDecoder(100), Options, budget);
        var speculation = harness.Ask("speculation", 0, 40, 20, ChatPriority.Speculation, end: AskAt(35));
        budget.Allow(3);
        await harness.StepsTaken(3);
        var decided = harness.Ask("decided", 200, 40, 20);
        budget.Allow(1000);

        await Task.WhenAll(SchedulerHarness.Read(speculation), SchedulerHarness.Read(decided));

        var prefilled = harness
            .Steps.SelectMany(step => step.Parts)
            .Where(part => part is { ConversationId: "speculation", Talking: false });
        Assert.True(prefilled.Sum(part => part.Tokens) > 40, "The speculation kept its cache.");
        Assert.Equal([0.034], _told);
    }

    [Fact]
    public async Task A_response_that_is_abandoned_while_the_step_is_computed_tells_nothing()
    {
        var decoder = new FakeDecoder(200);
        var budget = new SteppedBudget();
        using var harness = new SchedulerHarness(decoder, Options, budget);
        var abandoned = harness.Ask("a", 0, 50, 5, end: AskAt(45));
        decoder.Decoding = _ => abandoned.Abandon();

        budget.Allow(1);
        await harness.StepsTaken(1);

        Assert.Empty(_told);
    }

    [Fact]
    public async Task Who_cannot_bear_to_be_told_keeps_nobody_from_a_response()
    {
        using var harness = new SchedulerHarness(new FakeDecoder(200), Options);
        var end = EndAt(45, 0, _ => throw new InvalidOperationException("told"));

        Assert.Equal([50, 51], await SchedulerHarness.Read(harness.Ask("a", 0, 50, 2, end: end)));
    }

    private AskedEnd AskAt(int position, params int[] stops) => EndAt(position, 0, _told.Add, stops);

    /// <param name="first">The prompt's first token.</param>
    /// <param name="stops">Positions of tokens that end a sentence.</param>
    private static AskedEnd EndAt(int position, int first, Action<double> told, params int[] stops) =>
        new(
            [.. Enumerable.Range(first, position + 1).Select(id => (LLamaToken)id)],
            position,
            [.. stops.Select(stop => (LLamaToken)(first + stop))],
            new MessageEnd(told)
        );
}
