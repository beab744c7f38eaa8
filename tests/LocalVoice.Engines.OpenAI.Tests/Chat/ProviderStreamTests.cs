using LocalVoice.Engines.OpenAI.Tests.Wire;
using Microsoft.Extensions.AI;

namespace LocalVoice.Engines.OpenAI.Tests.Chat;

public sealed class ProviderStreamTests
{
    [Fact]
    public async Task OpenAIs_stream_is_read_to_its_usage()
    {
        await using var chat = new ChatFixture(Responses.Events(ProviderChat.OpenAI, "openai-processing-ms: 143\r\n"));

        var updates = await chat.AskAsync();

        Assert.Equal(["Hello", " there."], updates.Select(update => update.Text).Where(text => text.Length > 0));
        Assert.Equal(ChatFinishReason.Stop, updates[^1].FinishReason);
        var usage = ChatFixture.UsageOf(updates);
        Assert.Equal((19, 10, 29, 8), (usage.InputTokenCount, usage.OutputTokenCount, usage.TotalTokenCount, usage.CachedInputTokenCount));
        Assert.Equal(TimeSpan.FromMilliseconds(143), chat.Report.Read().Processing);
    }

    [Fact]
    public async Task Groqs_thoughts_are_not_spoken_and_its_times_until_the_first_token_are_told()
    {
        await using var chat = new ChatFixture(ProviderChat.Groq);

        var updates = await chat.AskAsync();

        Assert.Equal("¡Hola!", ChatFixture.TextOf(updates));
        Assert.All(updates.SelectMany(update => update.Contents), content => Assert.True(content is TextContent or UsageContent));
        Assert.Equal(42, ChatFixture.UsageOf(updates).TotalTokenCount);
        Assert.Equal(0.06156024, chat.Report.Read().Processing!.Value.TotalSeconds, 6);
    }

    [Fact]
    public async Task Geminis_usage_is_the_newest_and_its_thoughts_are_output()
    {
        await using var chat = new ChatFixture(ProviderChat.Gemini, options => options.Service = "gemini");

        var updates = await chat.AskAsync();

        Assert.Equal("No, 391 = 17 × 23.", ChatFixture.TextOf(updates));
        Assert.Equal(ChatFinishReason.Stop, updates[^1].FinishReason);
        var usage = ChatFixture.UsageOf(updates);
        Assert.Equal((11, 550, 561), (usage.InputTokenCount, usage.OutputTokenCount, usage.TotalTokenCount));
        Assert.Null(chat.Report.Read().Processing);
    }

    [Fact]
    public async Task Arguments_of_a_call_are_put_together()
    {
        await using var chat = new ChatFixture(ProviderChat.OpenAICall);

        var updates = await chat.AskAsync();

        var call = Assert.Single(updates.SelectMany(update => update.Contents.OfType<FunctionCallContent>()));
        Assert.Equal(("call_DdmO9pD3xa9XTPNJ32zg2hcA", "get_weather"), (call.CallId, call.Name));
        Assert.Equal("Paris", call.Arguments!["location"]!.ToString());
        Assert.Equal(ChatFinishReason.ToolCalls, updates[^1].FinishReason);
    }

    [Fact]
    public async Task Geminis_calls_at_the_same_time_stay_two()
    {
        await using var chat = new ChatFixture(ProviderChat.GeminiCalls, options => options.Service = "gemini");

        var calls = (await chat.AskAsync()).SelectMany(update => update.Contents.OfType<FunctionCallContent>()).ToList();

        Assert.Equal(["Roma", "Milán"], calls.Select(call => call.Arguments!["city"]!.ToString()));
        Assert.Equal(2, calls.Select(call => call.CallId).Where(id => id.Length > 0).Distinct().Count());
    }

    [Theory]
    [InlineData("SAFETY")]
    [InlineData("content_filter: PROHIBITED_CONTENT")]
    [InlineData("content_filter")]
    public async Task A_filter_that_leaves_nothing_refuses_the_request(string reason)
    {
        var chunk = ChatChunks.Chunk($$"""{"index":0,"finish_reason":"{{reason}}"}""");
        await using var chat = new ChatFixture(chunk + ChatChunks.Done, options => options.Service = "gemini");

        var refused = await Assert.ThrowsAsync<RequestRefusedException>(() => chat.AskAsync());

        Assert.Equal("The content filter of gemini left nothing of the response.", refused.Message);
    }

    [Fact]
    public async Task What_was_said_before_the_filter_came_stays()
    {
        await using var chat = new ChatFixture(ChatChunks.Text("Había") + ChatChunks.Finish("content_filter") + ChatChunks.Done);

        var updates = await chat.AskAsync();

        Assert.Equal(("Había", ChatFinishReason.ContentFilter), (ChatFixture.TextOf(updates), updates[^1].FinishReason));
    }

    [Theory]
    [InlineData("length", "length")]
    [InlineData("MAX_TOKENS", "length")]
    [InlineData("eos", "stop")]
    [InlineData("stop", "stop")]
    public async Task The_reason_of_the_end_is_OpenAIs(string told, string known)
    {
        await using var chat = new ChatFixture(ChatChunks.Text("Hola") + ChatChunks.Finish(told) + ChatChunks.Done);

        Assert.Equal(new ChatFinishReason(known), (await chat.AskAsync())[^1].FinishReason);
    }

    [Fact]
    public async Task An_empty_reason_amid_the_stream_is_none()
    {
        var amid = ChatChunks.Chunk("""{"index":0,"delta":{"content":"Hola"},"finish_reason":""}""");
        await using var chat = new ChatFixture(amid + ChatChunks.Finish() + ChatChunks.Done);

        var updates = await chat.AskAsync();

        Assert.Equal([null, ChatFinishReason.Stop], updates.Select(update => update.FinishReason));
    }

    [Fact]
    public async Task A_chunk_without_choices_and_an_end_without_a_reason_are_forgiven()
    {
        var usage = """data: {"id":"c","choices":null,"usage":{"prompt_tokens":1,"completion_tokens":2,"total_tokens":3}}""" + "\n\n";
        await using var chat = new ChatFixture(": a comment\n\n" + ChatChunks.Text("Hola") + usage + ChatChunks.Done);

        var updates = await chat.AskAsync();

        Assert.Equal(("Hola", ChatFinishReason.Stop), (ChatFixture.TextOf(updates), updates[^1].FinishReason));
        Assert.Equal(3, ChatFixture.UsageOf(updates).TotalTokenCount);
    }
}
