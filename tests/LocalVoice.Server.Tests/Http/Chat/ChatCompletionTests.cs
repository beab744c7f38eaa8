using LocalVoice.Chat;
using LocalVoice.Engines;
using LocalVoice.Server.Tests.Hosting;
using Microsoft.Extensions.AI;

namespace LocalVoice.Server.Tests.Http.Chat;

public sealed class ChatCompletionTests : IAsyncLifetime
{
    private const string Path = "/v1/chat/completions";
    private const string Hello = """{"model": "gpt-4o", "messages": [{"role": "user", "content": "Hi"}]OPTIONS}""";

    private ApiServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await ApiServer.StartAsync();
        _server.Engines.Chat.Replies.Then("Hello, how are you?");
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_message_is_responded_to()
    {
        var json = await _server.PostAsync(Path, With("")).JsonAsync();

        Assert.Equal(("chat.completion", "es"), (json.Text("object"), json.Text("model")));
        Assert.Equal(("assistant", "Hello, how are you?"), (json.Text("choices.0.message.role"), json.Text("choices.0.message.content")));
        Assert.Equal("stop", json.Text("choices.0.finish_reason"));
        Assert.Equal(
            (10, 4, 14),
            (json.Number("usage.prompt_tokens"), json.Number("usage.completion_tokens"), json.Number("usage.total_tokens"))
        );
        Assert.Equal(8, json.Number("usage.prompt_tokens_details.cached_tokens"));
    }

    [Fact]
    public async Task A_stream_has_the_words_as_they_come()
    {
        var events = await _server.PostAsync(Path, With(""", "stream": true""")).EventsAsync();

        Assert.Equal("[DONE]", events[^1].GetString());
        Assert.All(events.SkipLast(1), chunk => Assert.Equal("chat.completion.chunk", chunk.Text("object")));
        Assert.Equal("assistant", events[0].Text("choices.0.delta.role"));
        Assert.Equal("Hello, how are you?", string.Concat(events.SkipLast(2).Select(chunk => chunk.Text("choices.0.delta.content"))));
        Assert.Equal("stop", events[^2].Text("choices.0.finish_reason"));
        Assert.Single(events.SkipLast(1).Select(chunk => chunk.Text("id")).Distinct());
        Assert.DoesNotContain(events.SkipLast(1), chunk => chunk.TryGetProperty("usage", out _));
    }

    [Fact]
    public async Task A_stream_ends_with_its_usage_where_that_is_asked_for()
    {
        var events = await _server.PostAsync(Path, With(""", "stream": true, "stream_options": {"include_usage": true}""")).EventsAsync();

        Assert.Equal(0, events[^2].At("choices").GetArrayLength());
        Assert.Equal(14, events[^2].Number("usage.total_tokens"));
        Assert.All(events.SkipLast(2), chunk => Assert.True(chunk.IsNull("usage")));
    }

    [Fact]
    public async Task Words_are_sent_before_the_rest_is_known()
    {
        _server.Engines.Chat.LaterWordsHold.Engage();
        using var response = await _server.PostAsync(Path, With(""", "stream": true"""));
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());

        var read = "";
        while (!read.Contains("Hello", StringComparison.Ordinal))
        {
            read += await reader.ReadLineAsync(TestClient.EventTimeout());
        }

        Assert.DoesNotContain("you", read, StringComparison.Ordinal);
        _server.Engines.Chat.LaterWordsHold.Release();
    }

    [Fact]
    public async Task A_response_that_is_cut_off_says_so()
    {
        _server.Engines.Chat.FinishReason = ChatFinishReason.Length;

        var json = await _server.PostAsync(Path, With(""", "max_tokens": 4""")).JsonAsync();

        Assert.Equal("length", json.Text("choices.0.finish_reason"));
        Assert.Equal(4, _server.Engines.Chat.Requests.Single().Options!.MaxOutputTokens);
    }

    [Theory]
    [InlineData("gpt-4o", "system: Eres Vega, un asistente de voz. Responde breve.")]
    [InlineData("EN", "system: You are Vega, a voice assistant. Answer briefly.")]
    public async Task Without_a_system_message_the_profiles_instructions_apply(string model, string system)
    {
        await _server.PostAsync(Path, With("").Replace("gpt-4o", model, StringComparison.Ordinal)).JsonAsync();

        Assert.Equal($"{system}\nuser: Hi", _server.Engines.Chat.Requests.Single().Prompt);
    }

    [Fact]
    public async Task A_conversation_is_passed_on_as_it_is()
    {
        await _server
            .PostAsync(
                Path,
                """
                {"messages": [
                  {"role": "developer", "content": "Be brief."},
                  {"role": "user", "content": [{"type": "text", "text": "Who"}, {"type": "text", "text": "are you?"}]},
                  {"role": "assistant", "content": "Vega."},
                  {"role": "assistant", "content": [{"type": "refusal", "refusal": "No."}]},
                  {"role": "user", "content": "Why?"}]}
                """
            )
            .JsonAsync();

        Assert.Equal(
            "system: Be brief.\nuser: Who\nare you?\nassistant: Vega.\nassistant: No.\nuser: Why?",
            _server.Engines.Chat.Requests.Single().Prompt
        );
    }

    [Fact]
    public async Task Sampling_and_stops_are_passed_on_behind_those_of_sessions()
    {
        await _server
            .PostAsync(Path, With(""", "temperature": 0.5, "top_p": 0.25, "seed": 7, "stop": ["a", "b"], "max_completion_tokens": 9"""))
            .JsonAsync();

        var (options, priority) = (_server.Engines.Chat.Requests.Single().Options!, _server.Engines.Chat.Requests.Single().Priority);
        Assert.Equal((0.5f, 0.25f, 7L, 9), (options.Temperature, options.TopP, options.Seed, options.MaxOutputTokens));
        Assert.Equal(["a", "b"], options.StopSequences);
        Assert.Equal(ChatPriority.Speculation, priority);
    }

    [Theory]
    [InlineData("""{}""", "missing_required_parameter", "messages")]
    [InlineData("""{"messages": "Hi"}""", "invalid_type", "messages")]
    [InlineData("""{"messages": []}""", "invalid_value", "messages")]
    [InlineData("""{"messages": [3]}""", "invalid_type", "messages[0]")]
    [InlineData("""{"messages": [{"content": "Hi"}]}""", "missing_required_parameter", "messages[0].role")]
    [InlineData("""{"messages": [{"role": "user"}]}""", "missing_required_parameter", "messages[0].content")]
    [InlineData("""{"messages": [{"role": "robot", "content": "Hi"}]}""", "invalid_value", "messages[0].role")]
    [InlineData("""{"messages": [{"role": "tool", "content": "Hi"}]}""", "missing_required_parameter", "messages[0].tool_call_id")]
    [InlineData("""{"messages": [{"role": "user", "content": 3}]}""", "invalid_type", "messages[0].content")]
    public async Task A_wrong_conversation_is_refused_and_the_field_named(string json, string code, string param) =>
        Assert.Equal((400, code, param), await _server.PostAsync(Path, json).RefusalAsync());

    [Theory]
    [InlineData("\"temperature\": 3", "invalid_value", "temperature")]
    [InlineData("\"temperature\": \"hot\"", "invalid_type", "temperature")]
    [InlineData("\"max_tokens\": 0", "invalid_value", "max_tokens")]
    [InlineData("\"max_completion_tokens\": 1.5", "invalid_type", "max_completion_tokens")]
    [InlineData("\"stop\": [\"a\", \"b\", \"c\", \"d\", \"e\"]", "invalid_value", "stop")]
    [InlineData("\"stop\": 1", "invalid_type", "stop")]
    [InlineData("\"stream\": \"yes\"", "invalid_type", "stream")]
    [InlineData("\"stream_options\": {\"include_usage\": 1}", "invalid_type", "stream_options.include_usage")]
    [InlineData("\"n\": 2", "unsupported_parameter", "n")]
    [InlineData("\"logprobs\": true", "unsupported_parameter", "logprobs")]
    [InlineData("\"modalities\": [\"text\", \"audio\"]", "unsupported_parameter", "modalities")]
    [InlineData("\"response_format\": {\"type\": \"json_object\"}", "unsupported_parameter", "response_format.type")]
    [InlineData("\"functions\": [{\"name\": \"f\"}]", "unsupported_parameter", "functions")]
    public async Task A_wrong_option_is_refused_and_named(string option, string code, string param) =>
        Assert.Equal((400, code, param), await _server.PostAsync(Path, With($", {option}")).RefusalAsync());

    [Theory]
    [InlineData("""{"type": "image_url", "image_url": {"url": "data:image/png;base64,AAAA"}}""")]
    [InlineData("""{"type": "input_audio", "input_audio": {"data": "AAAA", "format": "wav"}}""")]
    [InlineData("""{"type": "file", "file": {"file_id": "f"}}""")]
    public async Task Other_content_than_text_is_refused(string part) =>
        Assert.Equal(
            (400, "unsupported_content", "messages[0].content[0]"),
            await _server.PostAsync(Path, $$"""{"messages": [{"role": "user", "content": [{{part}}]}]}""").RefusalAsync()
        );

    [Fact]
    public async Task Options_that_mean_nothing_are_taken() =>
        await _server
            .PostAsync(
                Path,
                With(""", "n": 1, "logprobs": false, "user": "me", "response_format": {"type": "text"}, "modalities": ["text"]""")
            )
            .JsonAsync();

    [Fact]
    public async Task What_the_engine_refuses_is_told_in_its_words()
    {
        _server.Engines.Chat.Failure = new RequestRefusedException("The instructions are too long.");

        using var response = await _server.PostAsync(Path, With(""));

        Assert.Contains("too long", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal((400, "request_refused", null), await Task.FromResult(response).RefusalAsync());
    }

    [Fact]
    public async Task What_fails_before_the_first_word_of_a_stream_has_a_status()
    {
        _server.Engines.Chat.Failure = new EngineOverloadedException("busy");

        Assert.Equal((503, "engine_overloaded", null), await _server.PostAsync(Path, With(""", "stream": true""")).RefusalAsync());
    }

    [Fact]
    public async Task What_fails_later_is_the_streams_last_event()
    {
        _server.Engines.Chat.Failure = new EngineException("broken");
        _server.Engines.Chat.WordsBeforeFailure = 2;

        var events = await _server.PostAsync(Path, With(""", "stream": true""")).EventsAsync();

        Assert.Equal("engine_failed", events[^1].Text("error.code"));
    }

    [Theory]
    [InlineData("")]
    [InlineData(""", "stream": true""")]
    public async Task A_client_that_leaves_ends_the_generation(string option)
    {
        _server.Engines.Chat.LaterWordsHold.Engage();
        using var leaving = new CancellationTokenSource();
        var asking = _server.PostAsync(Path, new StringContent(With(option), null, "application/json"), leaving.Token);
        await _server.Engines.Chat.Begun.ReachesAsync(1);
        if (option.Length > 0)
        {
            (await asking).Dispose();
        }

        await leaving.CancelAsync();

        await _server.Engines.Chat.Cancelled.ReachesAsync(1);
    }

    private static string With(string options) => Hello.Replace("OPTIONS", options, StringComparison.Ordinal);
}
