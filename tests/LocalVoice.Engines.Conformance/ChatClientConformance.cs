using Microsoft.Extensions.AI;
using Xunit;

namespace LocalVoice.Engines.Conformance;

/// <summary>What every chat client promises to the pipeline. Derive once per engine.</summary>
public abstract class ChatClientConformance
{
    /// <summary>The client under test, which the derived class owns. Its answers must be repeatable.</summary>
    protected abstract IChatClient Client { get; }

    /// <summary>Instructions and a question with an answer of more than three tokens.</summary>
    protected abstract IReadOnlyList<ChatMessage> Question { get; }

    /// <summary>The same with another question, which has another answer.</summary>
    protected abstract IReadOnlyList<ChatMessage> OtherQuestion { get; }

    /// <summary>Whether usage tells how much of a prompt was cached.</summary>
    protected virtual bool ReportsCachedTokens => true;

    /// <summary>Whether every update tells the usage since the one before, so that a cancelled answer has told its own.</summary>
    protected virtual bool CountsAsItGoes => true;

    /// <summary>A function, and a request that the client answers with a call of it; null for a client that calls none.</summary>
    protected virtual CalledFunction? Called => null;

    /// <summary>Whether the client calls what the choice of a request says, and not only what its model wants.</summary>
    protected virtual bool HeedsToolChoice => true;

    [Fact]
    public async Task The_streamed_words_are_the_whole_answer()
    {
        var pieces = new List<string>();
        await foreach (var update in Client.GetStreamingResponseAsync(Question))
        {
            pieces.Add(update.Text);
        }

        var whole = await Client.GetResponseAsync(Question);

        Assert.Equal(whole.Text, string.Concat(pieces));
        Assert.True(pieces.Count(piece => piece.Length > 0) > 1, "The answer came in one piece.");
    }

    [Fact]
    public async Task The_last_update_tells_why_the_answer_ended_and_what_it_took()
    {
        var updates = await Collect(Client.GetStreamingResponseAsync(Question));

        Assert.Equal(ChatFinishReason.Stop, updates[^1].FinishReason);
        var usage = UsageOf(updates);
        Assert.True(usage.InputTokenCount > 0);
        Assert.True(usage.OutputTokenCount > 0);
        Assert.Equal(usage.InputTokenCount + usage.OutputTokenCount, usage.TotalTokenCount);
    }

    [Fact]
    public async Task An_answer_that_is_cancelled_has_told_what_it_took()
    {
        Assert.SkipUnless(CountsAsItGoes, "This client counts tokens at the end of an answer.");
        var whole = UsageOf(await Collect(Client.GetStreamingResponseAsync(Question)));
        var updates = new List<ChatResponseUpdate>();
        using var cancellation = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var update in Client.GetStreamingResponseAsync(Question, null, cancellation.Token))
            {
                updates.Add(update);
                if (updates.Count(update => update.Text.Length > 0) == 2)
                {
                    await cancellation.CancelAsync();
                }
            }
        });

        var usage = UsageOf(updates);
        Assert.Equal(whole.InputTokenCount, usage.InputTokenCount);
        Assert.InRange(usage.OutputTokenCount ?? 0, 2, whole.OutputTokenCount!.Value - 1);
        Assert.True(!ReportsCachedTokens || usage.CachedInputTokenCount > 0);
    }

    [Fact]
    public async Task An_answer_that_grows_too_long_is_cut_and_says_so()
    {
        var response = await Client.GetResponseAsync(Question, new ChatOptions { MaxOutputTokens = 2 });

        Assert.Equal(ChatFinishReason.Length, response.FinishReason);
        Assert.Equal(2, response.Usage?.OutputTokenCount);
    }

    [Fact]
    public async Task Cancelling_stops_an_answer_and_leaves_its_conversation_usable()
    {
        var options = new ChatOptions { ConversationId = "cancelled" };
        using var cancellation = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in Client.GetStreamingResponseAsync(Question, options, cancellation.Token))
            {
                await cancellation.CancelAsync();
            }
        });

        var alone = await Client.GetResponseAsync(Question);
        var again = await Client.GetResponseAsync(Question, options);
        Assert.Equal(alone.Text, again.Text);
    }

    [Fact]
    public async Task A_request_that_is_cancelled_already_does_nothing() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Client.GetResponseAsync(Question, null, new CancellationToken(true)));

    [Fact]
    public async Task Conversations_at_the_same_time_do_not_mix()
    {
        var first = (await Client.GetResponseAsync(Question)).Text;
        var second = (await Client.GetResponseAsync(OtherQuestion)).Text;

        var answers = await Task.WhenAll(
            Client.GetResponseAsync(Question, new ChatOptions { ConversationId = "first" }),
            Client.GetResponseAsync(OtherQuestion, new ChatOptions { ConversationId = "second" })
        );

        Assert.NotEqual(first, second);
        Assert.Equal([first, second], answers.Select(answer => answer.Text));
    }

    [Fact]
    public async Task The_next_turn_of_a_conversation_finds_the_turns_before_in_the_cache()
    {
        Assert.SkipUnless(ReportsCachedTokens, "This client does not tell what was cached.");
        var options = new ChatOptions { ConversationId = "cached" };
        var first = await Client.GetResponseAsync(Question, options);

        var second = await Client.GetResponseAsync(
            [.. Question, new ChatMessage(ChatRole.Assistant, first.Text), OtherQuestion[^1]],
            options
        );

        Assert.True(
            second.Usage?.CachedInputTokenCount >= first.Usage?.InputTokenCount,
            $"{second.Usage?.CachedInputTokenCount} tokens of a prompt that goes on after {first.Usage?.InputTokenCount} were cached."
        );
    }

    [Fact]
    public async Task A_call_comes_whole_with_an_id_and_without_words()
    {
        var function = FunctionOrSkip();

        var updates = await Collect(Client.GetStreamingResponseAsync(function.Request, function.Options));

        var call = Assert.Single(updates.SelectMany(update => update.Contents.OfType<FunctionCallContent>()));
        Assert.Equal(function.Declaration.Name, call.Name);
        Assert.NotEmpty(call.CallId);
        Assert.Null(call.Exception);
        Assert.NotEmpty(call.Arguments!);
        Assert.Empty(string.Concat(updates.Select(update => update.Text)));
        Assert.Equal(ChatFinishReason.ToolCalls, updates[^1].FinishReason);
        Assert.True(UsageOf(updates).OutputTokenCount > 0);
    }

    [Fact]
    public async Task A_call_and_its_result_may_stand_before_a_question()
    {
        var function = FunctionOrSkip();
        var called = await Client.GetResponseAsync(function.Request, function.Options);
        var call = called.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>().Single();

        var response = await Client.GetResponseAsync(
            [
                .. function.Request,
                .. called.Messages,
                new(ChatRole.Tool, [new FunctionResultContent(call.CallId, "ok")]),
                new(ChatRole.Assistant, "Ok."),
                OtherQuestion[^1],
            ],
            function.Options
        );

        Assert.NotEmpty(response.Text);
        Assert.Equal(ChatFinishReason.Stop, response.FinishReason);
    }

    [Fact]
    public async Task Calls_of_conversations_at_the_same_time_have_ids_of_their_own()
    {
        var function = FunctionOrSkip();

        var responses = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Client.GetResponseAsync(function.Request, function.Options)));

        var calls = responses.SelectMany(response => response.Messages).SelectMany(message => message.Contents);
        Assert.Equal(3, calls.OfType<FunctionCallContent>().Select(call => call.CallId).Distinct().Count());
    }

    [Fact]
    public async Task A_function_that_is_required_is_called_whatever_is_asked()
    {
        var function = FunctionOrSkip();
        Assert.SkipUnless(HeedsToolChoice, "What this client calls is scripted.");
        var options = function.Options;
        options.ToolMode = ChatToolMode.RequireSpecific(function.Declaration.Name);

        var response = await Client.GetResponseAsync(Question, options);

        var contents = response.Messages.SelectMany(message => message.Contents);
        Assert.Contains(function.Declaration.Name, contents.OfType<FunctionCallContent>().Select(call => call.Name));
        Assert.Empty(response.Text);
    }

    [Fact]
    public async Task Where_no_function_may_be_called_none_is()
    {
        var function = FunctionOrSkip();
        Assert.SkipUnless(HeedsToolChoice, "What this client calls is scripted.");
        var options = function.Options;
        options.ToolMode = ChatToolMode.None;

        var response = await Client.GetResponseAsync(function.Request, options);

        Assert.Empty(response.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>());
        Assert.NotEmpty(response.Text);
    }

    [Fact]
    public async Task A_conversation_without_messages_is_refused()
    {
        await Assert.ThrowsAsync<ArgumentNullException>(() => Client.GetResponseAsync((IEnumerable<ChatMessage>)null!));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Client.GetResponseAsync([]));
    }

    [Fact]
    public void The_client_names_its_model()
    {
        var metadata = Client.GetService(typeof(ChatClientMetadata)) as ChatClientMetadata;

        Assert.False(string.IsNullOrEmpty(metadata?.DefaultModelId));
        Assert.Same(Client, Client.GetService(typeof(IChatClient)));
    }

    private CalledFunction FunctionOrSkip()
    {
        Assert.SkipWhen(Called is null, "This client calls no functions.");
        return Called!;
    }

    private static UsageDetails UsageOf(IEnumerable<ChatResponseUpdate> updates)
    {
        var usage = new UsageDetails();
        foreach (var content in updates.SelectMany(update => update.Contents.OfType<UsageContent>()))
        {
            usage.Add(content.Details);
        }

        return usage;
    }

    private static async Task<List<ChatResponseUpdate>> Collect(IAsyncEnumerable<ChatResponseUpdate> updates)
    {
        var all = new List<ChatResponseUpdate>();
        await foreach (var update in updates)
        {
            all.Add(update);
        }

        return all;
    }
}
