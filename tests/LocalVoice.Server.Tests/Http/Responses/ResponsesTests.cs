using LocalVoice.Engines;
using LocalVoice.Server.Tests.Hosting;
using Microsoft.Extensions.AI;

namespace LocalVoice.Server.Tests.Http.Responses;

public sealed class ResponsesTests : IAsyncLifetime
{
    private const string Path = "/v1/responses";

    private readonly CallingChatClient _model = new();
    private ApiServer _server = null!;
    private ApiServer _calling = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await ApiServer.StartAsync();
        _server.Engines.Chat.Replies.Then("Hello there.");
        _calling = await ApiServer.StartOnAsync(new() { Chat = _model });
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _calling.DisposeAsync();
    }

    [Fact]
    public async Task A_text_is_responded_to()
    {
        var json = await _server
            .PostAsync(Path, """{"model": "gpt-5", "input": "Hi", "metadata": {"a": "b"}, "temperature": 0.5, "store": true}""")
            .JsonAsync();

        Assert.Equal(("response", "completed", "es"), (json.Text("object"), json.Text("status"), json.Text("model")));
        Assert.Equal(
            ("message", "assistant", "completed"),
            (json.Text("output.0.type"), json.Text("output.0.role"), json.Text("output.0.status"))
        );
        Assert.Equal(("output_text", "Hello there."), (json.Text("output.0.content.0.type"), json.Text("output.0.content.0.text")));
        Assert.Equal(
            (10, 8, 2, 12),
            (
                json.Number("usage.input_tokens"),
                json.Number("usage.input_tokens_details.cached_tokens"),
                json.Number("usage.output_tokens"),
                json.Number("usage.total_tokens")
            )
        );
        Assert.Equal(("b", 0.5, false), (json.Text("metadata.a"), json.At("temperature").GetDouble(), json.At("store").GetBoolean()));
        Assert.Equal("system: Eres Vega, un asistente de voz. Responde breve.\nuser: Hi", _server.Engines.Chat.Requests.Single().Prompt);
    }

    [Fact]
    public async Task A_stream_tells_every_step_in_order()
    {
        var events = await _server.PostAsync(Path, """{"input": "Hi", "stream": true}""").EventsAsync();

        Assert.Equal(
            [
                "response.created",
                "response.in_progress",
                "response.output_item.added",
                "response.content_part.added",
                "response.output_text.delta",
                "response.output_text.delta",
                "response.output_text.done",
                "response.content_part.done",
                "response.output_item.done",
                "response.completed",
            ],
            events.Select(one => one.Type())
        );
        Assert.Equal(Enumerable.Range(0, events.Count), events.Select(one => one.Number("sequence_number")));
        Assert.Equal("Hello there.", events.Joined("response.output_text.delta", "delta"));
        Assert.Single(events.Skip(3).Take(5).Select(one => one.Text("item_id")).Distinct());
        Assert.Equal(events[3].Text("item_id"), events[9].Text("response.output.0.id"));
        Assert.Equal(12, events[9].Number("response.usage.total_tokens"));
    }

    [Fact]
    public async Task An_event_has_its_type_as_its_name()
    {
        using var response = await _server.PostAsync(Path, """{"input": "Hi", "stream": true}""");

        Assert.StartsWith(
            "event: response.created\ndata: {\"type\":\"response.created\"",
            await response.Content.ReadAsStringAsync(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_response_that_is_cut_off_is_incomplete()
    {
        _server.Engines.Chat.FinishReason = ChatFinishReason.Length;

        var json = await _server.PostAsync(Path, """{"input": "Hi", "max_output_tokens": 5}""").JsonAsync();
        var events = await _server.PostAsync(Path, """{"input": "Hi", "stream": true}""").EventsAsync();

        Assert.Equal(("incomplete", "max_output_tokens"), (json.Text("status"), json.Text("incomplete_details.reason")));
        Assert.Equal("incomplete", json.Text("output.0.status"));
        Assert.Equal("response.incomplete", events[^1].Type());
        Assert.Equal(5, _server.Engines.Chat.Requests[0].Options!.MaxOutputTokens);
    }

    [Fact]
    public async Task Items_are_the_conversation()
    {
        await _calling
            .PostAsync(
                Path,
                """
                {"instructions": "Be brief.", "input": [
                  {"role": "user", "content": "Light!"},
                  {"type": "reasoning", "id": "rs_1", "summary": []},
                  {"type": "function_call", "call_id": "c1", "name": "turn_on", "arguments": "{\"room\": \"cuina\"}"},
                  {"type": "function_call_output", "call_id": "c1", "output": [{"type": "input_text", "text": "done"}]},
                  {"type": "message", "role": "assistant", "content": [{"type": "output_text", "text": "It is on."}]},
                  {"type": "message", "role": "user", "content": [{"type": "input_text", "text": "Thanks."}]}]}
                """
            )
            .JsonAsync();

        var messages = _model.Asked.Single().Messages;
        Assert.Equal(["system", "user", "assistant", "tool", "assistant", "user"], messages.Select(message => message.Role.Value));
        Assert.Equal(("Be brief.", "It is on.", "Thanks."), (messages[0].Text, messages[4].Text, messages[5].Text));
        Assert.Equal("cuina", $"{Assert.IsType<FunctionCallContent>(messages[2].Contents.Single()).Arguments!["room"]}");
        Assert.Equal("done", $"{Assert.IsType<FunctionResultContent>(messages[3].Contents.Single()).Result}");
    }

    [Fact]
    public async Task An_output_without_its_call_is_refused() =>
        Assert.Equal(
            (400, "invalid_value", "input"),
            await _server
                .PostAsync(Path, """{"input": [{"type": "function_call_output", "call_id": "c1", "output": "done"}]}""")
                .RefusalAsync()
        );

    [Fact]
    public async Task What_was_asked_for_is_repeated()
    {
        var json = await _server.PostAsync(Path, """{"input": "Hi.", "truncation": "auto", "reasoning": {"effort": "low"}}""").JsonAsync();

        Assert.Equal(("auto", "low"), (json.Text("truncation"), json.Text("reasoning.effort")));
        Assert.Equal(
            (400, "invalid_value", "truncation"),
            await _server.PostAsync(Path, """{"input": "Hi.", "truncation": "never"}""").RefusalAsync()
        );
    }

    [Fact]
    public async Task A_call_is_an_item_of_its_own()
    {
        _model.Then(new TextContent("At once."), CallingChatClient.Call("c1", "turn_on", ("room", "cuina")));

        var json = await AskWithToolAsync("").JsonAsync();

        Assert.Equal(("message", "function_call"), (json.Text("output.0.type"), json.Text("output.1.type")));
        Assert.Equal(
            ("c1", "turn_on", """{"room":"cuina"}"""),
            (json.Text("output.1.call_id"), json.Text("output.1.name"), json.Text("output.1.arguments"))
        );
        Assert.Equal("turn_on", json.Text("tools.0.name"));
    }

    [Fact]
    public async Task A_stream_tells_of_a_call()
    {
        _model.Then(CallingChatClient.Call("c1", "turn_on", ("room", "cuina")));

        var events = await AskWithToolAsync(""", "stream": true""").EventsAsync();

        Assert.Equal(
            [
                "response.output_item.added",
                "response.function_call_arguments.delta",
                "response.function_call_arguments.done",
                "response.output_item.done",
                "response.completed",
            ],
            events.Skip(2).Select(one => one.Type())
        );
        Assert.Equal("", events[2].Text("item.arguments"));
        Assert.Equal("""{"room":"cuina"}""", events[4].Text("arguments"));
        Assert.Equal("""{"room":"cuina"}""", events[^1].Text("response.output.0.arguments"));
    }

    [Fact]
    public async Task A_reference_to_an_item_is_refused_with_what_to_set_in_the_client()
    {
        using var response = await _server.PostAsync(Path, """{"input": [{"type": "item_reference", "id": "x"}]}""");

        Assert.Contains("set store: false", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", "missing_required_parameter", "input")]
    [InlineData("""{"input": 3}""", "invalid_type", "input")]
    [InlineData("""{"input": []}""", "invalid_value", "input")]
    [InlineData("""{"input": [{"type": "message"}]}""", "missing_required_parameter", "input[0].role")]
    [InlineData("""{"input": [{"role": "user"}]}""", "missing_required_parameter", "input[0].content")]
    [InlineData("""{"input": [{"type": "computer_call"}]}""", "invalid_value", "input[0].type")]
    [InlineData("""{"input": [{"type": "item_reference", "id": "x"}]}""", "unsupported_parameter", "input[0]")]
    [InlineData(
        """{"input": [{"type": "function_call", "call_id": "c", "name": "f", "arguments": "["}]}""",
        "invalid_value",
        "input[0].arguments"
    )]
    [InlineData("""{"input": "Hi", "instructions": 3}""", "invalid_type", "instructions")]
    [InlineData("""{"input": "Hi", "max_output_tokens": 0}""", "invalid_value", "max_output_tokens")]
    [InlineData("""{"input": "Hi", "metadata": {"a": 1}}""", "invalid_type", "metadata.a")]
    [InlineData("""{"input": "Hi", "previous_response_id": "resp_1"}""", "previous_response_not_found", "previous_response_id")]
    [InlineData("""{"input": "Hi", "conversation": "conv_1"}""", "unsupported_parameter", "conversation")]
    [InlineData("""{"input": "Hi", "background": true}""", "unsupported_parameter", "background")]
    [InlineData("""{"input": "Hi", "text": {"format": {"type": "json_schema"}}}""", "unsupported_parameter", "text.format.type")]
    [InlineData("""{"input": "Hi", "tools": [{"type": "web_search"}]}""", "unsupported_parameter", "tools[0].type")]
    [InlineData("""{"input": "Hi", "tools": [{"type": "function"}]}""", "missing_required_parameter", "tools[0].name")]
    [InlineData(
        """{"input": [{"role": "user", "content": [{"type": "input_image", "image_url": "x"}]}]}""",
        "unsupported_content",
        "input[0].content[0]"
    )]
    public async Task A_wrong_request_is_refused_and_the_field_named(string json, string code, string param) =>
        Assert.Equal((400, code, param), await _server.PostAsync(Path, json).RefusalAsync());

    [Fact]
    public async Task A_failure_amid_a_stream_is_the_responses_end()
    {
        _server.Engines.Chat.Failure = new EngineException("broken");
        _server.Engines.Chat.WordsBeforeFailure = 1;

        var events = await _server.PostAsync(Path, """{"input": "Hi", "stream": true}""").EventsAsync();

        Assert.Equal(("response.failed", "failed"), (events[^1].Type(), events[^1].Text("response.status")));
        Assert.Equal("engine_failed", events[^1].Text("response.error.code"));
    }

    [Fact]
    public async Task What_fails_before_the_first_word_of_a_stream_has_a_status()
    {
        _server.Engines.Chat.Failure = new EngineOverloadedException("busy");

        Assert.Equal((503, "engine_overloaded", null), await _server.PostAsync(Path, """{"input": "Hi", "stream": true}""").RefusalAsync());
    }

    private Task<HttpResponseMessage> AskWithToolAsync(string options) =>
        _calling.PostAsync(
            Path,
            $$$"""
            {"input": "Light!", "tools": [{"type": "function", "name": "turn_on", "parameters":
              {"type": "object", "properties": {"room": {"type": "string"}}, "required": ["room"]}}]{{{options}}}}
            """
        );
}
