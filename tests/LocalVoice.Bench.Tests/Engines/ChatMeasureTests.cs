using LocalVoice.Bench.Engines;
using LocalVoice.Testing.Fakes;
using Microsoft.Extensions.AI;

namespace LocalVoice.Bench.Tests.Engines;

public sealed class ChatMeasureTests : IDisposable
{
    private readonly FakeChatClient _chat = new();
    private readonly Repetitions _twice = new(WarmUps: 1, Count: 2);

    public ChatMeasureTests() => _chat.Replies.Then("uno dos tres cuatro");

    public void Dispose() => _chat.Dispose();

    [Fact]
    public async Task Cold_prompts_have_nothing_in_common()
    {
        await new FirstTokenMeasure(_chat, 100, _twice, new TickingTime()).MeasureAsync(default);

        var cold = Conversations("cold-");
        Assert.Equal(3, cold.Count);
        Assert.Equal(3, cold.Select(request => FirstWord(request.Messages[0].Text)).Distinct().Count());
    }

    [Fact]
    public async Task Cached_prompts_differ_only_in_the_user_s_words()
    {
        await new FirstTokenMeasure(_chat, 100, _twice, new TickingTime()).MeasureAsync(default);

        var known = Conversations("known");
        Assert.Equal(4, known.Count);
        Assert.Single(known.Select(request => request.Messages[0].Text).Distinct());
        Assert.Equal(4, known.Select(request => request.Messages[1].Text).Distinct().Count());
    }

    [Fact]
    public async Task First_token_is_timed_from_the_request()
    {
        var figures = await new FirstTokenMeasure(_chat, 100, _twice, new TickingTime()).MeasureAsync(default);

        Assert.Equal(["first token, cold", "first token, cached"], figures.Select(figure => figure.Measure));
        Assert.All(figures, figure => Assert.Equal((2, 1.0), (figure.Values.Count, figure.Values.P50)));
        Assert.All(figures, figure => Assert.Equal("prompt of 10 tokens, 8 of them in the cache", figure.Conditions));
    }

    [Fact]
    public async Task Rate_counts_the_tokens_after_the_first_until_the_end()
    {
        var figure = Assert.Single(await new ResponseRateMeasure(_chat, 64, [1], _twice, new TickingTime()).MeasureAsync(default));

        Assert.Equal(("answer, 1 session", 3000.0), (figure.Measure, figure.Values.P50));
    }

    [Fact]
    public async Task Every_session_has_a_conversation_of_its_own()
    {
        await new ResponseRateMeasure(_chat, 64, [3], _twice, new TickingTime()).MeasureAsync(default);

        Assert.Equal(3, _chat.Requests.Select(request => request.Options?.ConversationId).Distinct().Count());
        Assert.Equal(3 * 4, _chat.Requests.Count);
    }

    private List<FakeChatRequest> Conversations(string prefix) =>
        [.. _chat.Requests.Where(request => request.Options!.ConversationId!.StartsWith(prefix, StringComparison.Ordinal))];

    private static string FirstWord(string text) => text.Split(' ')[0];
}
