using System.Text.Json;
using LocalVoice.Chat;
using LocalVoice.Core.Sessions;
using LocalVoice.Testing.Fakes;
using LocalVoice.Tools;
using Microsoft.Extensions.AI;

namespace LocalVoice.Core.Tests.SessionLoop.Tools;

/// <summary>The agent calls functions, the client runs them.</summary>
public sealed class FunctionCallScenarios
{
    private static readonly JsonElement Room = JsonElement.Parse(
        """{"type":"object","properties":{"room":{"type":"string"}},"required":["room"],"additionalProperties":false}"""
    );

    private static readonly ToolSet Lights = new([new("light_on", "Turns a light on.", Room), new("stop", null, Room)], ToolChoice.Auto);
    private static readonly SessionSettings WithLights = new() { Tools = Lights };

    [Fact]
    public async Task A_call_is_told_at_the_end_and_answered_with_its_result()
    {
        await using var call = new SessionScenario(WithLights);
        call.Recognizer.Finals.Then("Enciende la luz.");
        call.Chat.Replies.Then("", "Hecho.");
        call.Chat.Calls.Then([Call("c1", "light_on", "salón")], []);

        var called = await call.TakeTurnAsync();
        var placed = Assert.Single(called.Calls);
        await call.CommandAsync<ItemAdded>(new CreateItem(new FunctionOutputItem("out", "c1", """{"ok":true}"""), null));
        var ended = await call.CommandAsync<ResponseEnded>(new CreateResponse(new()));

        Assert.Equal(("c1", "light_on"), (placed.Item.CallId, placed.Item.Name));
        Assert.Equal("""{"room":"salón"}""", placed.Item.Arguments);
        Assert.Equal(call.Log.Of<InputCommitted>()[0].ItemId, placed.PreviousItemId);
        Assert.Equal("Hecho.", ended.Text);
        Assert.Equal(
            """
            user: Enciende la luz.
            assistant: light_on({"room":"sal\u00F3n"})
            tool: c1 = {"ok":true}
            """,
            call.Chat.Requests[^1].Prompt
        );
    }

    [Fact]
    public async Task An_output_belongs_to_a_call_before_it_that_has_none()
    {
        await using var call = new SessionScenario(WithLights);
        await call.CommandAsync<ItemAdded>(
            new CreateItem(new FunctionCallItem("call", "c1", "stop", "{}", ConversationItemStatus.Completed), null)
        );

        var unknown = await OutputAsync("x", null);
        var early = await OutputAsync("c1", ConversationItem.RootId);
        await call.CommandAsync<ItemAdded>(new CreateItem(new FunctionOutputItem("out", "c1", "ok"), "call"));
        var again = await OutputAsync("c1", null);
        var twice = await call.CommandAsync<CommandFailed>(
            new CreateItem(new FunctionCallItem("other", "c1", "stop", "{}", ConversationItemStatus.Completed), null)
        );

        Assert.All(
            [unknown, early, again, twice],
            refused => Assert.Equal(("invalid_tool_call_id", "item.call_id"), (refused.Code, refused.Param))
        );
        Assert.StartsWith("Tool call ID 'x' not found in conversation", unknown.Message, StringComparison.Ordinal);

        Task<CommandFailed> OutputAsync(string callId, string? after) =>
            call.CommandAsync<CommandFailed>(new CreateItem(new FunctionOutputItem("another", callId, "ok"), after));
    }

    [Fact]
    public async Task A_response_that_only_calls_says_nothing_and_leaves_no_message()
    {
        await using var call = new SessionScenario(WithLights);
        call.Chat.Calls.Then([Call("c1", "light_on", "a")], []);

        var ended = await call.CommandAsync<ResponseEnded>(new CreateResponse(new()));

        Assert.Empty(call.Log.Of<ResponseAudio>());
        Assert.Empty(call.Log.Of<ItemDeleted>());
        Assert.Equal(ResponseStatus.Completed, ended.Outcome.Status);
        await call.CommandAsync<CommandFailed>(new RetrieveItem(ended.ItemId));
        await call.CommandAsync<ItemRetrieved>(new RetrieveItem(ended.Calls[0].Item.Id));
    }

    [Fact]
    public async Task What_is_said_before_a_call_stays_and_the_call_follows_it()
    {
        await using var call = new SessionScenario(WithLights);
        call.Chat.Replies.Then("Ahora mismo.");
        call.Chat.Calls.Then([Call("c1", "light_on", "a"), Call("c2", "stop", "b")], []);

        var ended = await call.CommandAsync<ResponseEnded>(new CreateResponse(new()));

        Assert.Equal("Ahora mismo.", ended.Text);
        Assert.Equal([ended.ItemId, ended.Calls[0].Item.Id], ended.Calls.Select(placed => placed.PreviousItemId));
    }

    [Fact]
    public async Task A_call_without_a_word_gets_the_filler_where_there_is_one()
    {
        await using var call = new SessionScenario(WithLights with { Filler = "Un momento." });
        call.Chat.Calls.Then([Call("c1", "light_on", "a")], []);

        var ended = await call.CommandAsync<ResponseEnded>(new CreateResponse(new()));

        Assert.Equal("Un momento.", ended.Text);
        Assert.NotEmpty(call.Log.Of<ResponseAudio>());
        Assert.Single(ended.Calls);
    }

    [Fact]
    public async Task A_call_that_does_not_fit_its_schema_is_tried_once_more_and_nobody_notices()
    {
        await using var call = new SessionScenario(WithLights);
        call.Chat.Calls.Then([new FunctionCallContent("c1", "light_on", new Dictionary<string, object?> { ["rom"] = 1 })]);
        call.Chat.Calls.Then([Call("c2", "light_on", "a")], []);

        var ended = await call.CommandAsync<ResponseEnded>(new CreateResponse(new()));

        Assert.Equal("c2", Assert.Single(ended.Calls).Item.CallId);
        Assert.Contains("c1 = error: The arguments of 'light_on' do not fit", call.Chat.Requests[^1].Prompt, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_bad_calls_are_a_failed_response_that_says_why()
    {
        await using var call = new SessionScenario(WithLights);
        call.Chat.Calls.Then([Call("c1", "light_off", "a")]);

        var ended = await call.CommandAsync<ResponseEnded>(new CreateResponse(new()));

        Assert.Equal((ResponseStatus.Failed, "invalid_tool_call"), (ended.Outcome.Status, ended.Outcome.Code));
        Assert.Contains("There is no function 'light_off'", ended.Outcome.Message, StringComparison.Ordinal);
        Assert.Empty(ended.Calls);
    }

    [Fact]
    public async Task A_response_has_the_functions_of_its_request()
    {
        await using var call = new SessionScenario(WithLights);
        var request = new ResponseRequest { Tools = Lights with { Choice = ToolChoice.Named("stop"), Parallel = false } };

        await call.CommandAsync<ResponseEnded>(new CreateResponse(request));
        await call.CommandAsync<ResponseEnded>(new CreateResponse(new()));

        var options = call.Chat.Requests.Select(asked => asked.Options!).ToArray();
        Assert.Equal(new RequiredChatToolMode("stop"), options[0].ToolMode);
        Assert.Equal((false, true), (options[0].AllowMultipleToolCalls, options[1].AllowMultipleToolCalls));
        Assert.Equal(["light_on", "stop"], options[1].Tools!.Select(tool => tool.Name));
    }

    [Fact]
    public async Task A_call_that_has_no_result_yet_is_told_to_the_model_as_pending()
    {
        await using var call = new SessionScenario(WithLights);
        call.Chat.Calls.Then([Call("c1", "light_on", "a")], []);
        await call.CommandAsync<ResponseEnded>(new CreateResponse(new()));

        await call.CommandAsync<ResponseEnded>(new CreateResponse(new()));

        Assert.EndsWith("tool: c1 = {\"status\":\"pending\"}", call.Chat.Requests[^1].Prompt, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_response_calls_nothing()
    {
        await using var call = new SessionScenario(WithLights);
        call.Chat.FirstWordHold.Engage();
        call.Chat.Calls.Then([Call("c1", "light_on", "a")], []);
        await call.CommandAsync<ResponseStarted>(new CreateResponse(new()));

        var ended = await call.CommandAsync<ResponseEnded>(new CancelResponse(null));

        Assert.Empty(ended.Calls);
    }

    private static FunctionCallContent Call(string id, string name, string room) =>
        new(id, name, new Dictionary<string, object?> { ["room"] = room });
}
