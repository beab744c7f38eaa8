using LocalVoice.Core.Sessions;
using LocalVoice.Server.Tests.Hosting;

namespace LocalVoice.Server.Tests.Protocol;

/// <summary>Functions on the wire.</summary>
public sealed class FunctionCallEventTests(RunningServer server) : IClassFixture<RunningServer>
{
    private const string Light = """{"type":"function","name":"light_on","description":"On.","parameters":{"type":"object"}}""";

    [Fact]
    public async Task A_call_after_words_is_told_in_the_order_that_stock_clients_expect()
    {
        var (client, session) = await server.OpenAsync();
        await using var closing = client;
        await session.TellAsync(
            new ResponseCreated("resp_1", Spoken: false, null, null, null),
            new ResponseStarted("resp_1", "item_a", "item_u", 1, Spoken: false),
            new ResponseText("resp_1", "item_a", "Ya va."),
            Ended("Ya va.", Call("item_f", "call_1"), "item_a")
        );

        var events = await client.ExpectAsync(
            "response.created",
            "response.output_item.added",
            "conversation.item.added",
            "response.content_part.added",
            "response.output_text.delta",
            "response.output_text.done",
            "response.content_part.done",
            "conversation.item.done",
            "response.output_item.done",
            "response.output_item.added",
            "conversation.item.added",
            "response.function_call_arguments.delta",
            "response.function_call_arguments.done",
            "conversation.item.done",
            "response.output_item.done",
            "response.done",
            "rate_limits.updated"
        );

        Assert.Equal(
            """{"id":"item_f","object":"realtime.item","type":"function_call","status":"in_progress","call_id":"call_1","name":"""
                + "\"light_on\",\"arguments\":\"\"}",
            events[9].At("item").GetRawText()
        );
        Assert.Equal((1, "item_a"), ((int)events[9].Number("output_index"), events[10].Text("previous_item_id")));
        Assert.Equal("""{"room":"salón"}""", events[11].Text("delta"));
        Assert.Equal(
            ("call_1", "light_on", """{"room":"salón"}"""),
            (events[12].Text("call_id"), events[12].Text("name"), events[12].Text("arguments"))
        );
        Assert.Equal("completed", events[14].Text("item.status"));
        Assert.Equal(("message", "function_call"), (events[15].Text("response.output.0.type"), events[15].Text("response.output.1.type")));
    }

    [Fact]
    public async Task A_response_that_only_calls_has_one_item()
    {
        var (client, session) = await server.OpenAsync();
        await using var closing = client;
        await session.TellAsync(
            new ResponseCreated("resp_1", Spoken: true, null, null, null),
            new ResponseStarted("resp_1", "item_a", "item_u", 1, Spoken: true),
            Ended("", Call("item_f", "call_1"), "item_u")
        );

        var events = await client.ExpectAsync(
            "response.created",
            "response.output_item.added",
            "conversation.item.added",
            "response.function_call_arguments.delta",
            "response.function_call_arguments.done",
            "conversation.item.done",
            "response.output_item.done",
            "response.done",
            "rate_limits.updated"
        );

        Assert.Equal(0, (int)events[1].Number("output_index"));
        Assert.Equal(1, events[7].At("response.output").GetArrayLength());
    }

    [Fact]
    public async Task A_response_out_of_band_has_no_conversation_and_no_items_of_it()
    {
        var (client, session) = await server.OpenAsync();
        await using var closing = client;
        await session.TellAsync(
            new ResponseCreated("resp_1", Spoken: false, null, null, null) { OutOfBand = true },
            new ResponseStarted("resp_1", "item_a", null, 1, Spoken: false),
            new ResponseText("resp_1", "item_a", "Aparte."),
            Ended("Aparte.", Call("item_f", "call_1"), null)
        );

        var events = await client.ExpectAsync(
            "response.created",
            "response.output_item.added",
            "response.content_part.added",
            "response.output_text.delta",
            "response.output_text.done",
            "response.content_part.done",
            "response.output_item.done",
            "response.output_item.added",
            "response.function_call_arguments.delta",
            "response.function_call_arguments.done",
            "response.output_item.done",
            "response.done",
            "rate_limits.updated"
        );

        Assert.True(events[0].IsNull("response.conversation_id") && events[11].IsNull("response.conversation_id"));
    }

    [Fact]
    public async Task The_sessions_functions_and_choice_reach_it_and_are_echoed()
    {
        var (client, session) = await server.OpenAsync();
        await using var closing = client;

        await client.SendAsync(
            Update($$"""{"tools":[{{Light}}],"tool_choice":{"type":"function","name":"light_on"},"parallel_tool_calls":false}""")
        );

        var updated = await client.ExpectAsync("session.updated");
        var tools = Assert.IsType<UpdateSettings>(await session.Commands.ReadAsync(TestClient.EventTimeout())).Settings.Tools;
        Assert.Equal(("light_on", "light_on"), (updated.Text("session.tools.0.name"), updated.Text("session.tool_choice.name")));
        Assert.Equal(("light_on", "On.", false), (tools.Tools[0].Name, tools.Tools[0].Description, tools.Parallel));
        Assert.Equal("object", tools.Tools[0].Parameters.GetProperty("type").GetString());
    }

    [Fact]
    public async Task Calls_and_results_are_items()
    {
        var (client, session) = await server.OpenAsync();
        await using var closing = client;

        await client.SendAsync(
            """{"type":"conversation.item.create","item":{"id":"f","type":"function_call","call_id":"c","name":"n","arguments":"{}"}}"""
        );
        await client.SendAsync(
            """{"type":"conversation.item.create","item":{"id":"o","type":"function_call_output","call_id":"c","output":"3"}}"""
        );

        Assert.Equal(
            new CreateItem(new FunctionCallItem("f", "c", "n", "{}", ConversationItemStatus.Completed), null),
            await session.Commands.ReadAsync(TestClient.EventTimeout())
        );
        Assert.Equal(
            new CreateItem(new FunctionOutputItem("o", "c", "3"), null),
            await session.Commands.ReadAsync(TestClient.EventTimeout())
        );
    }

    [Theory]
    [InlineData("""{"tools":[{"type":"web_search"}]}""", "invalid_value", "session.tools[0].type")]
    [InlineData("""{"tools":[{"type":"function"}]}""", "missing_required_parameter", "session.tools[0].name")]
    [InlineData("""{"tools":[{"type":"function","name":"a b"}]}""", "invalid_value", "session.tools[0].name")]
    [InlineData("""{"tools":[{"type":"function","name":"a","parameters":{"type":"x"}}]}""", "invalid_value", "session.tools[0].parameters")]
    [InlineData("""{"tools":[LIGHT,LIGHT]}""", "invalid_value", "session.tools")]
    [InlineData("""{"tools":[LIGHT],"tool_choice":"always"}""", "invalid_value", "session.tool_choice")]
    [InlineData("""{"tools":[LIGHT],"tool_choice":{"type":"function","name":"b"}}""", "invalid_value", "session.tool_choice.name")]
    public async Task What_is_wrong_with_a_function_is_named(string session, string code, string param)
    {
        var (client, _) = await server.OpenAsync();
        await using var closing = client;

        await client.SendAsync(Update(session.Replace("LIGHT", Light, StringComparison.Ordinal)));

        Assert.Equal(param, (await client.ExpectErrorAsync(code)).Text("param"));
    }

    private static string Update(string session) => "{\"type\":\"session.update\",\"session\":" + session + "}";

    private static ResponseEnded Ended(string text, FunctionCallItem call, string? previous) =>
        new("resp_1", "item_a", 1, ResponseOutcome.Completed, text, ResponseUsage.None) { Calls = [new PlacedCall(call, previous)] };

    private static FunctionCallItem Call(string id, string callId) =>
        new(id, callId, "light_on", """{"room":"salón"}""", ConversationItemStatus.Completed);
}
