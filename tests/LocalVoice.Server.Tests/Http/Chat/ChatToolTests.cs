using System.Text.Json;
using LocalVoice.Server.Tests.Hosting;
using Microsoft.Extensions.AI;

namespace LocalVoice.Server.Tests.Http.Chat;

public sealed class ChatToolTests : IAsyncLifetime
{
    private const string Path = "/v1/chat/completions";

    private const string Tool = """
        {"type": "function", "function": {"name": "turn_on", "description": "Turns a light on.", "strict": true, "parameters":
          {"type": "object", "properties": {"room": {"type": "string"}}, "required": ["room"], "additionalProperties": false}}}
        """;

    private readonly CallingChatClient _model = new();
    private ApiServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await ApiServer.StartOnAsync(new() { Chat = _model });

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_call_is_handed_to_the_client()
    {
        _model.Then(CallingChatClient.Call("call_1", "turn_on", ("room", "cuina")));

        var json = await AskAsync().JsonAsync();

        Assert.Equal("tool_calls", json.Text("choices.0.finish_reason"));
        Assert.True(json.IsNull("choices.0.message.content"));
        Assert.Equal(
            ("call_1", "function"),
            (json.Text("choices.0.message.tool_calls.0.id"), json.Text("choices.0.message.tool_calls.0.type"))
        );
        Assert.Equal("turn_on", json.Text("choices.0.message.tool_calls.0.function.name"));
        Assert.Equal("""{"room":"cuina"}""", json.Text("choices.0.message.tool_calls.0.function.arguments"));
        Assert.Equal(["turn_on"], _model.Asked[0].Options!.Tools!.Select(tool => tool.Name));
    }

    [Fact]
    public async Task A_stream_has_its_calls_by_index()
    {
        _model.Then(
            new TextContent("At once."),
            CallingChatClient.Call("call_1", "turn_on", ("room", "a")),
            CallingChatClient.Call("call_2", "turn_on", ("room", "b"))
        );

        var events = await AskAsync(""", "stream": true""").EventsAsync();

        Assert.Equal("At once.", events[1].Text("choices.0.delta.content"));
        Assert.Equal(
            (0, "call_1"),
            (events[2].Number("choices.0.delta.tool_calls.0.index"), events[2].Text("choices.0.delta.tool_calls.0.id"))
        );
        Assert.Equal(1, events[3].Number("choices.0.delta.tool_calls.0.index"));
        Assert.Equal("""{"room":"b"}""", events[3].Text("choices.0.delta.tool_calls.0.function.arguments"));
        Assert.Equal("tool_calls", events[4].Text("choices.0.finish_reason"));
    }

    [Theory]
    [InlineData("""{"role": "tool", "tool_call_id": "c1", "content": "done"}""")]
    [InlineData(
        """
            {"role": "assistant", "tool_calls": [{"id": "c1", "type": "function", "function": {"name": "f", "arguments": "{}"}}]},
            {"role": "tool", "tool_call_id": "c1", "content": "done"}, {"role": "tool", "tool_call_id": "c1", "content": "done"}
            """
    )]
    public async Task An_output_without_its_call_is_refused(string messages)
    {
        using var response = await _server.PostAsync(Path, $$"""{"messages": [{{messages}}]}""");
        var error = await response.ErrorAsync();

        Assert.Equal((400, "invalid_value", "messages"), ((int)response.StatusCode, error.Text("code"), error.Text("param")));
        Assert.Contains("'c1'", error.Text("message"), StringComparison.Ordinal);
        Assert.Empty(_model.Asked);
    }

    [Fact]
    public async Task Without_parallel_calls_there_is_one()
    {
        _model.Then(CallingChatClient.Call("call_1", "turn_on", ("room", "a")), CallingChatClient.Call("call_2", "turn_on", ("room", "b")));

        var json = await AskAsync(""", "parallel_tool_calls": false""").JsonAsync();

        Assert.Equal(1, json.At("choices.0.message.tool_calls").GetArrayLength());
    }

    [Fact]
    public async Task A_call_that_does_not_fit_its_schema_is_mended_quietly()
    {
        _model
            .Then(CallingChatClient.Call("call_1", "turn_on", ("place", "cuina")))
            .Then(CallingChatClient.Call("call_2", "turn_on", ("room", "cuina")));

        var json = await AskAsync().JsonAsync();

        Assert.Equal("call_2", json.Text("choices.0.message.tool_calls.0.id"));
        Assert.Equal((40, 10), (json.Number("usage.prompt_tokens"), json.Number("usage.completion_tokens")));
    }

    [Fact]
    public async Task A_call_that_fits_neither_time_is_a_failure()
    {
        _model.Then(CallingChatClient.Call("a", "turn_on")).Then(CallingChatClient.Call("b", "turn_off"));

        Assert.Equal((500, "invalid_tool_call", null), await AskAsync().RefusalAsync());
    }

    [Fact]
    public async Task Calls_and_their_results_are_part_of_the_conversation()
    {
        _model.Then(new TextContent("It is on."));
        const string Conversation = """
            {"role": "user", "content": "Light!"},
            {"role": "assistant", "content": null, "tool_calls": [
              {"id": "call_1", "type": "function", "function": {"name": "turn_on", "arguments": "{\"room\": \"cuina\"}"}}]},
            {"role": "tool", "tool_call_id": "call_1", "content": "done"}
            """;

        var json = await AskAsync("", Conversation).JsonAsync();

        Assert.Equal("It is on.", json.Text("choices.0.message.content"));
        var messages = _model.Asked.Single().Messages;
        var call = Assert.IsType<FunctionCallContent>(messages[2].Contents.Single());
        Assert.Equal(("call_1", "turn_on", "cuina"), (call.CallId, call.Name, $"{call.Arguments!["room"]}"));
        var result = Assert.IsType<FunctionResultContent>(messages[3].Contents.Single());
        Assert.Equal(("call_1", "done"), (result.CallId, $"{result.Result}"));
    }

    [Theory]
    [InlineData("\"none\"")]
    [InlineData("\"required\"")]
    [InlineData("""{"type": "function", "function": {"name": "turn_on"}}""")]
    public async Task The_choice_is_passed_on(string choice)
    {
        _model.Then(CallingChatClient.Call("call_1", "turn_on", ("room", "a")));

        await AskAsync($""", "tool_choice": {choice}""").JsonAsync();

        Assert.Equal(
            choice switch
            {
                "\"none\"" => ChatToolMode.None,
                "\"required\"" => ChatToolMode.RequireAny,
                _ => ChatToolMode.RequireSpecific("turn_on"),
            },
            _model.Asked[0].Options!.ToolMode
        );
    }

    [Theory]
    [InlineData("""[{"type": "web_search"}]""", "unsupported_parameter", "tools[0].type")]
    [InlineData("""[{"function": {"name": "f"}}]""", "missing_required_parameter", "tools[0].type")]
    [InlineData("""[{"type": "function"}]""", "missing_required_parameter", "tools[0].function.name")]
    [InlineData("""[{"type": "function", "function": {"name": "a b"}}]""", "invalid_value", "tools[0].function.name")]
    [InlineData("""[{"type": "function", "function": {"name": "f", "parameters": 3}}]""", "invalid_value", "tools[0].function.parameters")]
    [InlineData(
        """[{"type": "function", "function": {"name": "f"}}, {"type": "function", "function": {"name": "f"}}]""",
        "invalid_value",
        "tools"
    )]
    [InlineData("{}", "invalid_type", "tools")]
    public async Task A_wrong_tool_is_refused_and_the_field_named(string tools, string code, string param) =>
        Assert.Equal(
            (400, code, param),
            await _server.PostAsync(Path, $$"""{"messages": [{"role": "user", "content": "Hi"}], "tools": {{tools}}}""").RefusalAsync()
        );

    [Theory]
    [InlineData("\"always\"", "invalid_value", "tool_choice")]
    [InlineData("""{"type": "function", "function": {"name": "turn_off"}}""", "invalid_value", "tool_choice.function.name")]
    [InlineData("""{"type": "allowed_tools"}""", "unsupported_parameter", "tool_choice.type")]
    [InlineData("3", "invalid_type", "tool_choice")]
    public async Task A_wrong_choice_is_refused(string choice, string code, string param) =>
        Assert.Equal((400, code, param), await AskAsync($""", "tool_choice": {choice}""").RefusalAsync());

    [Fact]
    public async Task Arguments_that_are_no_JSON_are_refused() =>
        Assert.Equal(
            (400, "invalid_value", "messages[0].tool_calls[0].function.arguments"),
            await AskAsync("", """{"role": "assistant", "tool_calls": [{"id": "c", "function": {"name": "turn_on", "arguments": "on"}}]}""")
                .RefusalAsync()
        );

    private Task<HttpResponseMessage> AskAsync(string options = "", string messages = """{"role": "user", "content": "Light!"}""") =>
        _server.PostAsync(Path, $$"""{"messages": [{{messages}}], "tools": [{{Tool}}]{{options}}}""");
}
