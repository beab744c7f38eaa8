using LLama.Native;
using LocalVoice.Engines.Llama.Responses;
using LocalVoice.Engines.Llama.Scheduling;
using LocalVoice.Engines.Llama.Tests.Fakes;

namespace LocalVoice.Engines.Llama.Tests.Scheduling;

public sealed class ThinkingLimitTests
{
    private static readonly ThoughtMarks Marks = new(Open: 5, Close: 900);

    [Fact]
    public async Task A_thought_that_is_too_long_is_ended_and_the_answer_follows()
    {
        using var harness = new SchedulerHarness(new FakeDecoder(4096), new LlamaOptions());

        var tokens = await SchedulerHarness.Read(harness.Ask("a", 0, 5, 8, thinking: new ThinkingLimit(Marks, 3)));

        Assert.Equal([5, 6, 7, 8, 900, 901, 902, 903], tokens);
    }

    [Fact]
    public async Task Without_a_thought_nothing_is_changed()
    {
        using var harness = new SchedulerHarness(new FakeDecoder(4096), new LlamaOptions());

        Assert.Equal([6, 7, 8], await SchedulerHarness.Read(harness.Ask("a", 0, 6, 3, thinking: new ThinkingLimit(Marks, 0))));
    }

    [Fact]
    public void A_model_that_would_end_within_its_thought_answers_first()
    {
        var limit = new ThinkingLimit(Marks, 100);
        limit.Next(Marks.Open, ends: false);

        Assert.Equal(Marks.Close, limit.Next(2, ends: true));
        Assert.Equal((LLamaToken)2, limit.Next(2, ends: true));
    }

    [Fact]
    public void What_is_thought_is_not_said()
    {
        var filter = new ThoughtFilter(Marks);

        var said = ((LLamaToken[])[5, 7, 8, 900, 10, 11]).Where(token => !filter.Hides(token)).Select(token => (int)token);

        Assert.Equal([10, 11], said);
        Assert.Equal(["", "Hola", " "], ((string[])["\n\n", "\nHola", " "]).Select(filter.AfterThought));
    }
}
