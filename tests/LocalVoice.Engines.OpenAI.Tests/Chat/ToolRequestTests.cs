using System.Text.Json;
using System.Text.Json.Nodes;
using LocalVoice.Engines.OpenAI.Tests.Wire;
using Microsoft.Extensions.AI;

namespace LocalVoice.Engines.OpenAI.Tests.Chat;

public sealed class ToolRequestTests
{
    private static readonly string Response = ChatChunks.Text("Hola") + ChatChunks.Finish() + ChatChunks.Done;

    private static readonly AIFunctionDeclaration Weather = AIFunctionFactory.CreateDeclaration(
        "weather",
        "Tells the weather.",
        JsonDocument.Parse("""{"type":"object","properties":{"city":{"type":"string"}},"required":["city"]}""").RootElement
    );

    public static TheoryData<ChatToolMode, string> Choices =>
        new()
        {
            { ChatToolMode.Auto, "\"auto\"" },
            { ChatToolMode.None, "\"none\"" },
            { ChatToolMode.RequireAny, "\"required\"" },
            { ChatToolMode.RequireSpecific("weather"), """{"type":"function","function":{"name":"weather"}}""" },
        };

    [Theory]
    [MemberData(nameof(Choices))]
    public async Task The_choice_is_passed_on_as_it_is(ChatToolMode mode, string sent)
    {
        var body = await SentAsync([new(ChatRole.User, "Hola")], new() { Tools = [Weather], ToolMode = mode });

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(sent), body["tool_choice"]), body["tool_choice"]?.ToJsonString());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [InlineData(null)]
    public async Task Whether_several_calls_may_come_is_passed_on(bool? several)
    {
        var body = await SentAsync([new(ChatRole.User, "Hola")], new() { Tools = [Weather], AllowMultipleToolCalls = several });

        Assert.Equal(several, (bool?)body["parallel_tool_calls"]);
    }

    [Fact]
    public async Task A_declaration_has_its_schema()
    {
        var body = await SentAsync([new(ChatRole.User, "Hola")], new() { Tools = [Weather] });

        var function = body["tools"]![0]!["function"]!;
        Assert.Equal("Tells the weather.", (string?)function["description"]);
        Assert.Equal("string", (string?)function["parameters"]!["properties"]!["city"]!["type"]);
        Assert.Equal("city", (string?)function["parameters"]!["required"]![0]);
    }

    [Fact]
    public async Task Words_and_calls_of_a_response_are_one_message_and_each_result_follows()
    {
        var messages = await MessagesAsync(
            new(ChatRole.User, "¿Qué tiempo hace?"),
            new(ChatRole.Assistant, "Ahora miro."),
            new(ChatRole.Assistant, [Call("1", "Roma")]),
            new(ChatRole.Assistant, [Call("2", "París")]),
            new(ChatRole.Tool, [new FunctionResultContent("2", "Lluvia.")]),
            new(ChatRole.Tool, [new FunctionResultContent("1", """{"sky":"sol"}""")])
        );

        Assert.Equal(["user", "assistant", "tool", "tool"], messages.Select(Role));
        Assert.Equal("Ahora miro.", TextOf(messages[1]));
        Assert.Equal(["1", "2"], messages[1]!["tool_calls"]!.AsArray().Select(call => (string?)call!["id"]));
        Assert.Equal([("1", """{"sky":"sol"}"""), ("2", "Lluvia.")], messages.Skip(2).Select(Result));
    }

    [Fact]
    public async Task A_result_that_came_late_or_never_stands_after_its_call()
    {
        var messages = await MessagesAsync(
            new(ChatRole.User, "¿Qué tiempo hace?"),
            new(ChatRole.Assistant, [Call("1", "Roma"), Call("2", "París")]),
            new(ChatRole.User, "¿Sigues ahí?"),
            new(ChatRole.Tool, [new FunctionResultContent("1", "Sol."), new FunctionResultContent("unknown", "x")])
        );

        Assert.Equal(["user", "assistant", "tool", "tool", "user"], messages.Select(Role));
        Assert.Equal([("1", "Sol."), ("2", "No result yet.")], messages.Skip(2).Take(2).Select(Result));
    }

    [Fact]
    public async Task A_failure_is_told()
    {
        var failed = new FunctionResultContent("1", null) { Exception = new InvalidOperationException("The bulb is broken.") };

        var called = new ChatMessage(ChatRole.Assistant, [Call("1", "Roma")]);

        var messages = await MessagesAsync(new(ChatRole.User, "x"), called, new(ChatRole.Tool, [failed]));

        Assert.Equal(("1", "error: The bulb is broken."), Result(messages[2]));
    }

    [Fact]
    public async Task Calls_at_the_same_time_come_with_their_own_ids_and_arguments()
    {
        const string Rest = """{"tool_calls":[{"index":0,"function":{"arguments":"{\"city\":\"Roma\"}"}}]}""";
        var events = ChatChunks.Delta(Begun(0, "call_a", "")) + ChatChunks.Delta(Begun(1, "call_b", "{}")) + ChatChunks.Delta(Rest);
        await using var chat = new ChatFixture(events + ChatChunks.Finish("tool_calls") + ChatChunks.Done);

        var updates = await chat.AskAsync();

        var calls = updates.SelectMany(update => update.Contents.OfType<FunctionCallContent>()).ToList();
        Assert.Equal(["call_a", "call_b"], calls.Select(call => call.CallId));
        Assert.Equal("Roma", calls[0].Arguments!["city"]!.ToString());
        Assert.Empty(calls[1].Arguments!);
        Assert.Equal("", ChatFixture.TextOf(updates));
        Assert.Equal(ChatFinishReason.ToolCalls, updates[^1].FinishReason);
    }

    [Fact]
    public async Task A_call_whose_arguments_are_no_JSON_carries_its_error()
    {
        var broken = Begun(0, "call_a", """{\"city\":""");
        await using var chat = new ChatFixture(ChatChunks.Delta(broken) + ChatChunks.Finish("tool_calls") + ChatChunks.Done);

        var call = Assert.Single((await chat.AskAsync()).SelectMany(update => update.Contents.OfType<FunctionCallContent>()));

        Assert.Equal("weather", call.Name);
        Assert.NotNull(call.Exception);
    }

    private static FunctionCallContent Call(string id, string city) =>
        new(id, "weather", new Dictionary<string, object?> { ["city"] = city });

    /// <param name="arguments">As they stand in a JSON string.</param>
    private static string Begun(int index, string id, string arguments)
    {
        var function = $$$"""{"name":"weather","arguments":"{{{arguments}}}"}""";
        return $$$"""{"tool_calls":[{"index":{{{index}}},"id":"{{{id}}}","type":"function","function":{{{function}}}}]}""";
    }

    private static string? Role(JsonNode? message) => (string?)message!["role"];

    private static (string?, string?) Result(JsonNode? message) => ((string?)message!["tool_call_id"], TextOf(message));

    private static string? TextOf(JsonNode? message) =>
        message!["content"] is JsonArray parts ? string.Concat(parts.Select(part => (string?)part!["text"])) : (string?)message["content"];

    private static async Task<JsonArray> MessagesAsync(params ChatMessage[] messages) =>
        (await SentAsync(messages, new() { Tools = [Weather] }))["messages"]!.AsArray();

    private static async Task<JsonObject> SentAsync(ChatMessage[] messages, ChatOptions options)
    {
        await using var chat = new ChatFixture(Response);

        await chat.Client.GetResponseAsync(messages, options);

        return Assert.Single(chat.Server.Requests).Json;
    }
}
