using LocalVoice.Core.Sessions;
using LocalVoice.Core.Tools;
using LocalVoice.Testing.Fakes;
using LocalVoice.Tools;
using Microsoft.Extensions.AI;

namespace LocalVoice.Core.Tests.SessionLoop.Tools;

/// <summary>The agent calls tools of another server's, the session runs them.</summary>
public sealed class RemoteToolScenarios
{
    private static readonly ToolServer City = new("city", new(new("https://tools.example/mcp"), [new("Authorization", "Bearer secret")]))
    {
        Approval = ToolApproval.Never,
    };

    private static readonly SessionSettings WithCity = With(City);

    [Fact]
    public async Task The_server_is_asked_for_its_tools_beside_the_loop_and_the_model_is_offered_them()
    {
        await using var call = new SessionScenario();
        call.ToolServers.ListHold.Engage();

        await call.CommandAsync<SettingsUpdated>(new UpdateSettings(WithCity));
        var asked = await call.ExpectAsync<ToolsAsked>();
        await call.CommandAsync<ResponseEnded>(new CreateResponse(new()));
        call.ToolServers.ListHold.Release();
        var listed = await call.ExpectAsync<ToolsListed>();
        await call.CommandAsync<ResponseEnded>(new CreateResponse(new()));

        Assert.Equal((asked.Item.Id, "city"), (listed.Item.Id, listed.Item.ServerLabel));
        Assert.Equal(["weather", "book"], listed.Item.Tools.Select(tool => tool.Name));
        Assert.Empty(call.Chat.Requests[0].Options!.Tools ?? []);
        Assert.Equal(["weather", "book"], call.Chat.Requests[1].Options!.Tools!.Select(tool => tool.Name));
    }

    [Fact]
    public async Task A_call_runs_at_once_and_the_agent_goes_on_with_its_result_by_itself()
    {
        await using var call = await BeginAsync();
        call.Recognizer.Finals.Then("¿Qué tiempo hace?");
        call.Chat.Replies.Then("", "Hace sol.");
        call.Chat.Calls.Then([Call("c1", "weather")], []);

        var called = await call.TakeTurnAsync();
        var done = await call.PauseUntilAsync<RemoteCallEnded>();
        var ended = await call.PauseUntilAsync<ResponseEnded>();

        var placed = Assert.IsType<RemoteCallItem>(Assert.Single(called.Calls).Item);
        Assert.Equal(("city", "weather", null), (placed.ServerLabel, placed.ToolName, placed.Outcome));
        Assert.Equal((placed.Id, """{"sky":"clear"}"""), (done.Item.Id, done.Item.Outcome!.Output));
        Assert.Equal([("weather", """{"city":"Elx"}""")], call.ToolServers.Called);
        Assert.Equal("Hace sol.", ended.Text);
        Assert.Equal(
            """
            user: ¿Qué tiempo hace?
            assistant: weather({"city":"Elx"})
            tool: c1 = {"sky":"clear"}
            """,
            call.Chat.Requests[^1].Prompt
        );
    }

    [Fact]
    public async Task The_filler_is_said_while_the_tool_runs()
    {
        await using var call = await BeginAsync(WithCity with { Filler = "Un momento." });
        call.ToolServers.CallHold.Engage();
        call.Chat.Replies.Then("", "Hace sol.");
        call.Chat.Calls.Then([Call("c1", "weather")], []);

        var filled = await call.CommandAsync<ResponseEnded>(new CreateResponse(new()));
        await call.ToolServers.Begun.ReachesAsync(1);
        call.ToolServers.CallHold.Release();
        var ended = await call.ExpectAsync<ResponseEnded>();

        Assert.Equal(("Un momento.", "Hace sol."), (filled.Text, ended.Text));
    }

    [Fact]
    public async Task A_call_that_fails_is_an_item_that_says_so_and_the_model_is_told()
    {
        await using var call = await BeginAsync();
        call.ToolServers.Outputs.ThenFail(new ToolServerException(ToolServerFault.Http, "The tool server 'city' answered 503.", 503));
        call.Chat.Calls.Then([Call("c1", "weather")], []);

        await call.CommandAsync<ResponseEnded>(new CreateResponse(new()));
        var done = await call.ExpectAsync<RemoteCallEnded>();
        await call.ExpectAsync<ResponseEnded>();

        Assert.Equal(new RemoteError(ToolServerFault.Http, 503, "The tool server 'city' answered 503."), done.Item.Outcome!.Error);
        Assert.EndsWith("tool: c1 = error: The tool server 'city' answered 503.", call.Chat.Requests[^1].Prompt, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_zero_character_in_what_a_call_comes_to_reaches_neither_client_nor_model()
    {
        await using var call = await BeginAsync();
        call.ToolServers.Outputs.Then("sun\0ny");
        call.Chat.Calls.Then([Call("c1", "weather")], []);

        await call.CommandAsync<ResponseEnded>(new CreateResponse(new()));
        var done = await call.ExpectAsync<RemoteCallEnded>();
        await call.ExpectAsync<ResponseEnded>();

        Assert.Equal("sun\uFFFDny", done.Item.Outcome!.Output);
        Assert.EndsWith("tool: c1 = sun\uFFFDny", call.Chat.Requests[^1].Prompt, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_cannot_be_asked_is_told_and_asked_again_with_the_next_update()
    {
        await using var call = new SessionScenario();
        call.ToolServers.ListFailure = new ToolServerException(ToolServerFault.Tool, "The tool server 'city' did not answer within 10 s.");
        await call.CommandAsync<ToolsListed>(new UpdateSettings(WithCity));
        call.ToolServers.ListFailure = null;

        var again = await call.CommandAsync<ToolsListed>(new UpdateSettings(WithCity));
        await call.CommandAsync<SettingsUpdated>(new UpdateSettings(WithCity));
        await call.SettleAsync();

        Assert.Equal("The tool server 'city' did not answer within 10 s.", call.Log.Of<ToolsListed>()[0].Item.Error!.Message);
        Assert.Null(again.Item.Error);
        Assert.Equal(2, call.ToolServers.Opened.Count);
    }

    [Fact]
    public async Task A_slow_tool_keeps_nobody_from_talking_and_its_result_follows_the_answer()
    {
        await using var call = await BeginAsync();
        call.Recognizer.Finals.Then("Oye.");
        call.ToolServers.CallHold.Engage();
        call.Chat.Replies.Then("", "Te escucho.", "Hace sol.");
        call.Chat.Calls.Then([Call("c1", "weather")], [], []);
        await call.CommandAsync<ResponseEnded>(new CreateResponse(new()));

        var answered = await call.TakeTurnAsync();
        call.ToolServers.CallHold.Release();
        var ended = await call.PauseUntilAsync<ResponseEnded>();

        Assert.Equal(("Te escucho.", "Hace sol."), (answered.Text, ended.Text));
        Assert.Contains("c1 = {\"status\":\"pending\"}", call.Chat.Requests[1].Prompt, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_calls_are_followed_by_one_response()
    {
        await using var call = await BeginAsync();
        call.Chat.Replies.Then("", "Hecho.");
        call.Chat.Calls.Then([Call("c1", "weather"), Call("c2", "book")], []);

        await call.CommandAsync<ResponseEnded>(new CreateResponse(new()));
        await call.ExpectAsync<ResponseEnded>();
        await call.SettleAsync();

        Assert.Equal(2, call.Log.Of<RemoteCallEnded>().Count);
        Assert.Equal(2, call.Chat.Requests.Count);
    }

    [Fact]
    public async Task A_response_that_the_client_requests_as_well_is_the_one_that_follows()
    {
        await using var call = await BeginAsync();
        call.Chat.Replies.Then("", "Hace sol.");
        call.Chat.Calls.Then([Call("c1", "weather")], []);
        call.ToolServers.CallHold.Engage();
        await call.CommandAsync<ResponseEnded>(new CreateResponse(new()));
        call.Chat.FirstWordHold.Engage();
        call.ToolServers.CallHold.Release();
        await call.ExpectAsync<ResponseStarted>();

        await call.Session.SendAsync(new CreateResponse(new()), CancellationToken.None);
        await call.SettleAsync();
        call.Chat.FirstWordHold.Release();
        await call.ExpectAsync<ResponseEnded>();
        await call.SettleAsync();

        Assert.Empty(call.Log.Of<CommandFailed>());
        Assert.Equal(2, call.Log.Of<ResponseCreated>().Count);
    }

    [Fact]
    public async Task Where_the_client_runs_a_function_of_the_same_response_it_requests_what_follows()
    {
        var function = new FunctionTool("stop", null, System.Text.Json.JsonElement.Parse("""{"type":"object"}"""));
        await using var call = await BeginAsync(With(City) with { Tools = new([function], ToolChoice.Auto) { Servers = [City] } });
        call.Chat.Calls.Then([Call("c1", "weather"), new("c2", "stop", new Dictionary<string, object?>())], []);

        await call.CommandAsync<RemoteCallEnded>(new CreateResponse(new()));
        await call.SettleAsync();

        Assert.Single(call.Log.Of<ResponseCreated>());
    }

    [Fact]
    public async Task A_forced_call_is_not_forced_again_and_a_model_that_only_calls_is_stopped()
    {
        await using var call = await BeginAsync(With(City, ToolChoice.Required));
        call.Chat.Calls.Then([Call("c1", "weather")]);

        await call.CommandAsync<ResponseEnded>(new CreateResponse(new()));
        for (var round = 0; round < 8; round++)
        {
            await call.ExpectAsync<ResponseEnded>();
        }

        var modes = call.Chat.Requests.Select(asked => asked.Options!.ToolMode).ToArray();
        Assert.Equal((ChatToolMode.RequireAny, ChatToolMode.Auto), (modes[0], modes[1]));
        Assert.Equal(ChatToolMode.None, modes[8]);
    }

    [Fact]
    public async Task A_name_that_a_function_has_gets_the_servers_label_before_it()
    {
        var function = new FunctionTool("weather", null, System.Text.Json.JsonElement.Parse("""{"type":"object"}"""));
        await using var call = await BeginAsync(With(City) with { Tools = new([function], ToolChoice.Auto) { Servers = [City] } });
        call.Chat.Calls.Then([Call("c1", "city_weather")], []);

        var ended = await call.CommandAsync<ResponseEnded>(new CreateResponse(new()));
        await call.ToolServers.Begun.ReachesAsync(1);

        Assert.Equal(["weather", "city_weather", "book"], call.Chat.Requests[0].Options!.Tools!.Select(tool => tool.Name));
        Assert.Equal("weather", Assert.IsType<RemoteCallItem>(ended.Calls[0].Item).ToolName);
        Assert.Equal("weather", call.ToolServers.Called[0].Tool);
    }

    [Fact]
    public async Task Only_allowed_tools_are_offered()
    {
        await using var call = await BeginAsync(With(City with { Allowed = new(null, ReadOnly: true) }));

        await call.CommandAsync<ResponseEnded>(new CreateResponse(new()));

        Assert.Equal(["weather"], call.Chat.Requests[0].Options!.Tools!.Select(tool => tool.Name));
    }

    [Fact]
    public async Task A_response_that_names_a_server_of_its_own_waits_for_its_tools()
    {
        await using var call = new SessionScenario();
        call.ToolServers.ListHold.Engage();
        var request = new ResponseRequest { Tools = WithCity.Tools };

        await call.CommandAsync<ToolsAsked>(new CreateResponse(request));
        await call.SettleAsync();
        var begunBefore = call.Log.Of<ResponseCreated>().Count;
        call.ToolServers.ListHold.Release();
        await call.ExpectAsync<ResponseEnded>();

        Assert.Equal(0, begunBefore);
        Assert.Equal(["weather", "book"], call.Chat.Requests[0].Options!.Tools!.Select(tool => tool.Name));
    }

    [Fact]
    public async Task Outside_the_conversation_no_remote_tool_is_offered()
    {
        await using var call = await BeginAsync();

        await call.CommandAsync<ResponseEnded>(new CreateResponse(new() { OutOfBand = true }));

        Assert.Empty(call.Chat.Requests[0].Options!.Tools ?? []);
    }

    [Fact]
    public async Task A_session_that_ends_lets_go_of_its_servers_and_a_running_call_does_not_hold_it()
    {
        var call = await BeginAsync();
        call.ToolServers.CallHold.EngageDeaf();
        call.Chat.Calls.Then([Call("c1", "weather")], []);
        await call.CommandAsync<ResponseEnded>(new CreateResponse(new()));
        await call.ToolServers.Begun.ReachesAsync(1);

        await call.DisposeAsync();

        await call.ToolServers.Closed.ReachesAsync(1);
        Assert.Null(await call.Log.Completed);
    }

    internal static async Task<SessionScenario> BeginAsync(SessionSettings? settings = null)
    {
        var call = new SessionScenario(settings ?? WithCity);
        await call.ExpectAsync<ToolsListed>();
        return call;
    }

    internal static SessionSettings With(ToolServer server, ToolChoice? choice = null) =>
        new() { Tools = new([], choice ?? ToolChoice.Auto) { Servers = [server] } };

    internal static FunctionCallContent Call(string id, string name) => new(id, name, new Dictionary<string, object?> { ["city"] = "Elx" });
}
