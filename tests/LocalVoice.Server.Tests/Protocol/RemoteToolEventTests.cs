using System.Text.Json;
using LocalVoice.Core.Sessions;
using LocalVoice.Core.Tools;
using LocalVoice.Server.Tests.Hosting;
using LocalVoice.Tools;

namespace LocalVoice.Server.Tests.Protocol;

/// <summary>Servers of tools on the wire.</summary>
public sealed class RemoteToolEventTests(AllowingServer server) : IClassFixture<AllowingServer>
{
    private const string City = """
        {"type":"mcp","server_label":"city","server_url":"https://tools.example/mcp","authorization":"key-1","headers":{"X-Key":"key-2"},
         "allowed_tools":["weather"],"require_approval":{"never":{"read_only":true}},"server_description":"The city."}
        """;

    [Fact]
    public async Task A_server_reaches_the_session_and_its_keys_are_not_echoed()
    {
        var (client, session) = await server.OpenAsync();
        await using var closing = client;

        await client.SendAsync(Update($$"""{"tools":[{{City}}]}"""));
        var updated = await client.ExpectAsync("session.updated");
        await client.SendAsync(Update("""{"tool_choice":"none"}"""));
        var again = await client.ExpectAsync("session.updated");

        Assert.DoesNotContain("key-", $"{updated}{again}", StringComparison.Ordinal);
        Assert.Equal("https://tools.example/mcp", again.Text("session.tools.0.server_url"));
        await session.Commands.ReadAsync(TestClient.EventTimeout());
        var kept = Assert.IsType<UpdateSettings>(await session.Commands.ReadAsync(TestClient.EventTimeout())).Settings.Tools;
        var named = Assert.Single(kept.Servers);
        Assert.Equal([new("X-Key", "key-2"), new("Authorization", "Bearer key-1")], named.Address.Headers);
        Assert.DoesNotContain("key-", $"{kept} {named}", StringComparison.Ordinal);
        Assert.Equal(["weather"], named.Allowed.Names);
        Assert.False(named.Approval.IsNeededFor(new("weather", null, default) { IsReadOnly = true }));
        Assert.True(named.Approval.IsNeededFor(new("book", null, default)));
    }

    [Fact]
    public async Task Listing_a_servers_tools_is_told_from_its_beginning_to_its_end()
    {
        var (client, session) = await server.OpenAsync();
        await using var closing = client;
        var tool = new RemoteTool("weather", null, JsonElement.Parse("""{"type":"object"}"""));
        await session.TellAsync(
            new ToolsAsked(new("mcpl_1", "city", [], ConversationItemStatus.InProgress, null), null),
            new ToolsListed(new("mcpl_1", "city", [tool], ConversationItemStatus.Completed, null), null),
            new ToolsAsked(new("mcpl_2", "other", [], ConversationItemStatus.InProgress, null), "mcpl_1"),
            new ToolsListed(new("mcpl_2", "other", [], ConversationItemStatus.Completed, new(ToolServerFault.Http, 503, "Down.")), "mcpl_1")
        );

        var events = await client.ExpectAsync(
            "conversation.item.added",
            "mcp_list_tools.in_progress",
            "mcp_list_tools.completed",
            "conversation.item.done",
            "conversation.item.added",
            "mcp_list_tools.in_progress",
            "mcp_list_tools.failed",
            "conversation.item.done"
        );

        Assert.Equal("mcpl_1", events[1].Text("item_id"));
        Assert.Equal(
            """{"name":"weather","description":"","input_schema":{"type":"object"},"annotations":null}""",
            events[3].At("item.tools.0").GetRawText()
        );
        Assert.Equal("""{"type":"http_error","code":503,"message":"Down."}""", events[7].At("item.error").GetRawText());
    }

    [Fact]
    public async Task A_call_ends_after_its_response_and_keeps_its_place_in_it()
    {
        var (client, session) = await server.OpenAsync();
        await using var closing = client;
        var call = new RemoteCallItem("mcp_1", "c1", "weather", """{"city":"Elx"}""", "city", "weather", null, null);
        await session.TellAsync(
            new ResponseCreated("resp_1", Spoken: false, null, null, null),
            new ResponseStarted("resp_1", "item_a", "item_u", 1, Spoken: false),
            Ended(call),
            new RemoteCallEnded(call.Ended(new("Sunny", null)), "item_u")
        );

        var events = await client.ExpectAsync(
            "response.created",
            "response.output_item.added",
            "conversation.item.added",
            "response.mcp_call_arguments.delta",
            "response.mcp_call_arguments.done",
            "response.mcp_call.in_progress",
            "response.done",
            "rate_limits.updated",
            "response.mcp_call.completed",
            "response.output_item.done",
            "conversation.item.done"
        );

        Assert.True(events[2].IsNull("item.output") && events[2].IsNull("item.error") && events[2].IsNull("item.approval_request_id"));
        Assert.Equal("""{"city":"Elx"}""", events[4].Text("arguments"));
        Assert.Equal(
            ("resp_1", 0, "Sunny"),
            (events[9].Text("response_id"), events[9].Number("output_index"), events[9].Text("item.output"))
        );
        Assert.Equal("mcp_call", events[6].Text("response.output.0.type"));
    }

    [Fact]
    public async Task A_call_that_failed_says_how()
    {
        var (client, session) = await server.OpenAsync();
        await using var closing = client;
        var call = new RemoteCallItem("mcp_1", "c1", "weather", "{}", "city", "weather", "mcpr_1", null);
        await session.TellAsync(
            new RemoteCallBegun(call, "mcpr_1"),
            new RemoteCallEnded(call.Ended(new(null, new(ToolServerFault.Tool, null, "No such place."))), "mcpr_1")
        );

        var events = await client.ExpectAsync(
            "conversation.item.added",
            "response.mcp_call.in_progress",
            "response.mcp_call.failed",
            "conversation.item.done"
        );

        Assert.Equal("""{"type":"tool_execution_error","message":"No such place."}""", events[3].At("item.error").GetRawText());
        Assert.Equal("mcpr_1", events[3].Text("item.approval_request_id"));
    }

    [Fact]
    public async Task A_request_for_approval_is_an_item_and_so_is_its_answer()
    {
        var (client, session) = await server.OpenAsync();
        await using var closing = client;
        await session.TellAsync(
            new ResponseCreated("resp_1", Spoken: false, null, null, null),
            new ResponseStarted("resp_1", "item_a", "item_u", 1, Spoken: false),
            Ended(new ApprovalRequestItem("mcpr_1", "c1", "book", "{}", "city", "book"))
        );
        var asked = await client.ExpectAsync(
            "response.created",
            "response.output_item.added",
            "conversation.item.added",
            "response.mcp_call_arguments.delta",
            "response.mcp_call_arguments.done",
            "conversation.item.done",
            "response.output_item.done",
            "response.done"
        );

        await client.SendAsync(
            """
            {"type":"conversation.item.create","previous_item_id":"mcpr_1",
             "item":{"id":"a","type":"mcp_approval_response","approval_request_id":"mcpr_1","approve":false,"reason":"Not now."}}
            """
        );

        Assert.Equal(("mcp_approval_request", "city"), (asked[5].Text("item.type"), asked[5].Text("item.server_label")));
        Assert.Equal(
            new CreateItem(new ApprovalResponseItem("a", "mcpr_1", Approve: false, "Not now."), "mcpr_1"),
            await session.Commands.ReadAsync(TestClient.EventTimeout())
        );
    }

    [Theory]
    [InlineData("URL", "missing_required_parameter", "server_label")]
    [InlineData("LABEL", "missing_required_parameter", "server_url")]
    [InlineData("'server_label':'c c',URL", "invalid_value", "server_label")]
    [InlineData("LABEL,'server_url':'https://elsewhere.example/mcp'", "mcp_not_allowed", "server_url")]
    [InlineData("LABEL,URL,'headers':{'Host':'x'}", "invalid_value", "headers")]
    [InlineData("LABEL,URL,'headers':{'X':'a\\nb'}", "invalid_value", "headers.X")]
    [InlineData("LABEL,URL,'require_approval':'x'", "invalid_value", "require_approval")]
    [InlineData("LABEL,'connector_id':'connector_gmail'", "unsupported_parameter", "connector_id")]
    public async Task What_is_wrong_with_a_server_is_named(string tool, string code, string field)
    {
        var (client, _) = await server.OpenAsync();
        await using var closing = client;

        await client.SendAsync(Update("{'tools':[{'type':'mcp',TOOL}]}", tool));

        Assert.Equal($"session.tools[0].{field}", (await client.ExpectErrorAsync(code)).Text("param"));
    }

    [Fact]
    public async Task An_address_that_is_not_allowed_is_refused_with_the_setting_that_allows_it()
    {
        await using var own = await RunningServer.StartAsync().DisposeAfterwards();
        var (client, _) = await own.Value.OpenAsync();
        await using var closing = client;

        await client.SendAsync(Update($$"""{"tools":[{{City}}]}"""));

        var error = await client.ExpectErrorAsync("mcp_not_allowed");
        Assert.Contains("LocalVoice:Mcp:AllowedAddresses", error.Text("message"), StringComparison.Ordinal);
        Assert.DoesNotContain("key-", $"{error}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_servers_tools_may_be_chosen_and_not_outside_the_conversation()
    {
        var (client, session) = await server.OpenAsync();
        await using var closing = client;

        await client.SendAsync(
            $$"""
            {"type":"response.create","response":{"tools":[{{City}}],
             "tool_choice":{"type":"mcp","server_label":"city","name":"weather"} } }
            """
        );
        await client.SendAsync($$"""{"type":"response.create","response":{"conversation":"none","tools":[{{City}}]} }""");

        var tools = Assert.IsType<CreateResponse>(await session.Commands.ReadAsync(TestClient.EventTimeout())).Request.Tools!;
        Assert.Equal(ToolChoice.OfServer("city", "weather"), tools.Choice);
        Assert.Equal("response.tools", (await client.ExpectErrorAsync("unsupported_parameter")).Text("param"));
    }

    private static string Update(string session) => "{\"type\":\"session.update\",\"session\":" + session + "}";

    /// <summary>Written with short words, and single quotes.</summary>
    private static string Update(string session, string tool) =>
        Update(session)
            .Replace("TOOL", tool, StringComparison.Ordinal)
            .Replace("LABEL", "'server_label':'c'", StringComparison.Ordinal)
            .Replace("URL", "'server_url':'https://tools.example/mcp'", StringComparison.Ordinal)
            .Replace('\'', '"');

    private static ResponseEnded Ended(CallItem call) =>
        new("resp_1", "item_a", 1, ResponseOutcome.Completed, "", ResponseUsage.None) { Calls = [new PlacedCall(call, "item_u")] };
}
