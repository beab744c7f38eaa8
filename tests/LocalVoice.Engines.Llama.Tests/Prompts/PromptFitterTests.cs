using LocalVoice.Chat;
using LocalVoice.Engines;
using LocalVoice.Engines.Llama.Prompts;
using Microsoft.Extensions.AI;

namespace LocalVoice.Engines.Llama.Tests.Prompts;

public sealed class PromptFitterTests
{
    private readonly WordTokenizer _tokenizer = new();
    private readonly ConversationReader _reader = HermesReading.Of();

    [Fact]
    public void A_conversation_that_fits_stays_whole()
    {
        Assert.Equal(0, Fit(100, [.. Turns(5)]).DroppedTurns);
        Assert.Equal(11, _tokenizer.Last.Count);
    }

    [Fact]
    public void The_oldest_turns_go_and_the_instructions_and_the_last_question_stay()
    {
        var fitted = Fit(40, [.. Turns(12), new ChatMessage(ChatRole.User, "the last question")]);

        Assert.InRange(fitted.Tokens.Length, 1, 40 - 8);
        Assert.True(fitted.DroppedTurns > 0);
        Assert.Equal("be brief", _tokenizer.Last[0].Content);
        Assert.Equal("user", _tokenizer.Last[1].Role);
        Assert.Equal("the last question", _tokenizer.Last[^1].Content);
    }

    [Fact]
    public void Turn_after_turn_the_prompt_begins_alike_for_a_while_so_that_the_cache_serves()
    {
        var dropped = Enumerable.Range(20, 30).Select(turns => Fit(128, [.. Turns(turns)]).DroppedTurns).ToList();

        Assert.Equal(dropped.Order(), dropped);
        Assert.InRange(dropped.Distinct().Count(), 3, 10);
    }

    [Fact]
    public void A_call_and_its_result_go_together()
    {
        ChatMessage[] messages =
        [
            new(ChatRole.User, "one two three four five"),
            new(ChatRole.Assistant, [new FunctionCallContent("1", "set_light", new Dictionary<string, object?> { ["on"] = true })]),
            new(ChatRole.Tool, [new FunctionResultContent("1", "ok")]),
            new(ChatRole.Assistant, "done"),
            new(ChatRole.User, "and now what else is there to say"),
        ];
        for (var room = 60; room >= 22; room--)
        {
            Fit(room, messages);
            var text = string.Concat(_tokenizer.Last.Select(message => message.Content));
            Assert.Equal(
                text.Contains("<tool_call>", StringComparison.Ordinal),
                text.Contains("<tool_response>", StringComparison.Ordinal)
            );
        }

        Assert.DoesNotContain(_tokenizer.Last, message => message.Content.Contains("<tool_call>", StringComparison.Ordinal));
    }

    [Fact]
    public void What_the_system_says_amid_the_conversation_stays_while_there_are_turns_to_drop()
    {
        Fit(40, [.. Turns(6), new ChatMessage(ChatRole.System, "the name is Anna"), .. Turns(6)]);

        Assert.Contains(_tokenizer.Last, message => message is { Role: "system", Content: "the name is Anna" });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_oldest_that_the_system_says_goes_when_no_turn_is_left_and_no_more_than_must(bool atTheBeginning)
    {
        var said = Enumerable.Range(0, 50).Select(i => new ChatMessage(ChatRole.System, $"note {i}")).ToArray();
        ChatMessage[] turns = [.. Turns(5), new(ChatRole.User, "the last question")];

        var fitted = Fit(40, atTheBeginning ? [.. said, .. turns] : [.. turns[..^1], .. said, turns[^1]]);

        Assert.Equal((5, 42), (fitted.DroppedTurns, fitted.DroppedPinned));
        Assert.Equal(
            ["be brief", .. Enumerable.Range(42, 8).Select(i => $"note {i}"), "the last question"],
            _tokenizer.Last.Select(message => message.Content)
        );
    }

    [Fact]
    public void What_the_system_says_and_can_never_fit_is_dropped_without_being_tokenised()
    {
        var longest = 0;
        _tokenizer.Tokenizing = () => longest = Math.Max(longest, _tokenizer.Last.Sum(message => message.Content.Length));

        var fitted = Fit(40, [new(ChatRole.System, new string('a', 100_000)), new(ChatRole.System, "note"), .. Turns(1)]);

        Assert.Equal((0, 1), (fitted.DroppedTurns, fitted.DroppedPinned));
        Assert.InRange(longest, 1, 100);
    }

    [Theory]
    [InlineData(21)]
    [InlineData(40)]
    [InlineData(int.MaxValue)]
    public void A_response_may_be_longer_than_what_is_kept_for_it(int responseTokens)
    {
        var fitted = Fit(40, [.. Turns(12)], responseTokens: responseTokens);

        Assert.InRange(fitted.Tokens.Length, 10, 20);
    }

    [Fact]
    public void Instructions_beyond_half_still_leave_an_eighth_for_a_response_without_a_limit()
    {
        var fitted = Fit(40, [new(ChatRole.User, "hi")], string.Join(' ', Enumerable.Repeat("word", 30)), responseTokens: 40);

        Assert.Equal(33, fitted.Tokens.Length);
    }

    [Fact]
    public void Instructions_that_do_not_fit_are_an_error_with_sizes()
    {
        var error = Assert.Throws<RequestRefusedException>(() =>
            Fit(20, [new ChatMessage(ChatRole.User, "hi")], string.Join(' ', Enumerable.Repeat("word", 30)))
        );

        Assert.Contains("need 31 tokens; of 20, 8 are kept for the answer and 12 remain", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_question_that_does_not_fit_is_an_error_with_sizes()
    {
        var error = Assert.Throws<RequestRefusedException>(() =>
            Fit(20, [.. Turns(3), new ChatMessage(ChatRole.User, string.Join(' ', Enumerable.Repeat("word", 30)))])
        );

        Assert.Contains("the last turn need 34 tokens", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(400)]
    public void The_work_grows_with_the_number_of_turns_and_no_faster(int conversationTokens)
    {
        Fit(conversationTokens, [.. Turns(1000)]);
        var once = _tokenizer.Messages;

        Fit(conversationTokens, [.. Turns(2000)]);

        Assert.InRange(_tokenizer.Messages - once, once, 2.2 * once);
        Assert.InRange(once, 2000, 5000);
    }

    [Fact]
    public void A_conversation_that_is_surely_too_long_is_not_tokenised_as_a_whole()
    {
        var longest = 0;
        _tokenizer.Tokenizing = () => longest = Math.Max(longest, _tokenizer.Last.Count);

        Fit(40, [.. Turns(1000)]);

        Assert.InRange(longest, 1, 40);
    }

    [Fact]
    public void A_last_turn_that_can_never_fit_is_refused_without_being_tokenised()
    {
        var refused = Assert.Throws<RequestRefusedException>(() => Fit(40, [.. Turns(10), new(ChatRole.User, new string('a', 100_000))]));

        Assert.Contains("need more than 6", refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, _tokenizer.Messages);
    }

    [Fact]
    public void An_older_turn_that_can_never_fit_is_dropped_without_being_tokenised()
    {
        var longest = 0;
        _tokenizer.Tokenizing = () =>
            longest = Math.Max(longest, _tokenizer.Last.Select(message => message.Content.Length).DefaultIfEmpty().Max());

        var fitted = Fit(60, [new(ChatRole.User, new string('a', 100_000)), .. Turns(1)]);

        Assert.Equal(1, fitted.DroppedTurns);
        Assert.InRange(longest, 1, 100);
    }

    [Fact]
    public void A_cancelled_request_stops_before_the_next_turn()
    {
        using var gone = new CancellationTokenSource();
        var calls = 0;
        _tokenizer.Tokenizing = () =>
        {
            if (++calls == 10)
            {
                gone.Cancel();
            }
        };

        Assert.Throws<OperationCanceledException>(() => Fit(40, [.. Turns(1000)], cancellationToken: gone.Token));

        Assert.Equal(10, calls);
    }

    [Fact]
    public void Where_nothing_may_be_left_out_a_conversation_that_does_not_fit_is_refused()
    {
        Assert.Equal(0, Fit(100, [.. Turns(5)], truncation: Truncation.Disabled).DroppedTurns);

        var refused = Assert.Throws<RequestRefusedException>(() => Fit(40, [.. Turns(12)], truncation: Truncation.Disabled));

        Assert.Contains("delete items, or allow truncation", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.8)]
    [InlineData(0.3)]
    public void Once_turns_must_go_the_share_that_is_to_be_retained_stays(double share)
    {
        var fitted = Fit(128, [.. Turns(40)], truncation: new(Allowed: true, share));

        Assert.InRange(fitted.Tokens.Length, (120 * share) - 20, 120 * share);
    }

    [Fact]
    public void A_conversation_may_have_no_more_tokens_than_it_is_allowed_beside_its_instructions()
    {
        var fitted = Fit(1000, [.. Turns(40)], truncation: new(Allowed: true, MostTokens: 50));

        Assert.True(fitted.DroppedTurns > 0);
        Assert.InRange(fitted.Tokens.Length, 20, 60);
    }

    private static IEnumerable<ChatMessage> Turns(int count) =>
        Enumerable
            .Range(0, count)
            .SelectMany(i => (ChatMessage[])[new(ChatRole.User, $"question {i}"), new(ChatRole.Assistant, $"answer {i}")]);

    private FittedPrompt Fit(
        int conversationTokens,
        ChatMessage[] messages,
        string instructions = "be brief",
        int responseTokens = 8,
        Truncation? truncation = null,
        CancellationToken cancellationToken = default
    ) =>
        new PromptFitter(_tokenizer, conversationTokens).Fit(
            _reader.Read([new ChatMessage(ChatRole.System, instructions), .. messages], ConversationFrame.Empty),
            responseTokens,
            PromptEnding.Response,
            truncation ?? Truncation.Auto,
            cancellationToken
        );
}
