using LocalVoice.Core.SessionLoop;
using LocalVoice.Core.Sessions;
using LocalVoice.Core.Text;
using LocalVoice.Core.Turns;
using LocalVoice.Remote;
using LocalVoice.Server.Configuration;
using LocalVoice.Server.Mcp;
using LocalVoice.Server.Outbound;
using LocalVoice.Server.Tests.Hosting;
using LocalVoice.Testing.Fakes;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace LocalVoice.Server.Tests.Mcp;

/// <summary>A client, the server, real sessions on fake engines, and a real server of tools.</summary>
public sealed class McpSessionTests(RealToolServer real) : IClassFixture<RealToolServer>
{
    private readonly ScenarioEngines _engines = new();

    [Fact]
    public async Task A_tool_is_listed_called_and_its_result_answered()
    {
        await using var server = await StartAsync();
        await using var client = await server.Value.ConnectAsync("", "realtime");
        await client.ExpectAsync("session.created");
        _engines.Chat.Calls.Then([Call("weather")], []);
        _engines.Chat.Replies.Then("", "Hace sol.");

        await client.SendAsync(Update("never"));
        var told = await ReadUntilAsync(client, "conversation.item.done");
        await client.SendAsync("""{"type":"response.create"}""");
        told.AddRange(await ReadUntilAsync(client, "response.done", times: 2, "response.mcp_call.completed"));

        var types = told.Select(one => one.Type()).ToList();
        Assert.Equal(
            [
                "session.updated",
                "conversation.item.added",
                "mcp_list_tools.in_progress",
                "mcp_list_tools.completed",
                "conversation.item.done",
            ],
            types[..5]
        );
        Assert.Contains("weather", told[4].At("item.tools").EnumerateArray().Select(tool => tool.Text("name")));
        var result = told.Last(one => one.Type() == "conversation.item.done" && one.Text("item.type") == "mcp_call");
        Assert.Equal(
            ("city", "weather", "Sunny in Elx"),
            (result.Text("item.server_label"), result.Text("item.name"), result.Text("item.output"))
        );
        Assert.Equal("Hace sol.", told.Last(one => one.Type() == "response.done").Text("response.output.0.content.0.text"));
    }

    [Fact]
    public async Task A_call_that_needs_approval_runs_once_the_client_has_given_it()
    {
        await using var server = await StartAsync();
        await using var client = await server.Value.ConnectAsync("", "realtime");
        await client.ExpectAsync("session.created");
        _engines.Chat.Calls.Then([Call("weather")], []);
        _engines.Chat.Replies.Then("", "Hace sol.");
        await client.SendAsync(Update("always"));
        await ReadUntilAsync(client, "conversation.item.done");
        await client.SendAsync("""{"type":"response.create"}""");
        var asked = await ReadUntilAsync(client, "response.done");

        var request = asked.Single(one => one.Type() == "conversation.item.done");
        await client.SendAsync(
            $$$"""
            {"type":"conversation.item.create","previous_item_id":"{{{request.Text("item.id")}}}","item":{"type":"mcp_approval_response",
             "approval_request_id":"{{{request.Text("item.id")}}}","approve":true}}
            """
        );
        var told = await ReadUntilAsync(client, "response.done");

        Assert.Equal("mcp_approval_request", request.Text("item.type"));
        var result = told.Last(one => one.Type() == "conversation.item.done" && one.Text("item.type") == "mcp_call");
        Assert.Equal((request.Text("item.id"), "Sunny in Elx"), (result.Text("item.approval_request_id"), result.Text("item.output")));
    }

    private async Task<OwnServer> StartAsync()
    {
        var server = new RunningServer { Configure = Configure, Args = ["--LocalVoice:Mcp:AllowedAddresses:0", $"{real.Address}"] };
        await server.InitializeAsync();
        return new(server);
    }

    private void Configure(IServiceCollection services)
    {
        services.AddSingleton<IOutboundConnections>(new OutboundConnections(new([]), new SocketDialer(TimeProvider.System).DialAsync));
        services.AddSingleton<IVoiceSessionFactory>(provider =>
        {
            var options = new McpOptions { AllowedAddresses = { $"{real.Address}" } };
            var outbound = provider.GetRequiredService<IOutboundConnections>();
            var servers = new McpToolServers(outbound, options, TimeProvider.System, NullLogger.Instance);
            var pipeline = new PipelineOptions();
            return new VoiceSessionFactory(
                _engines.ToCatalog(),
                pipeline,
                SpokenTextPreparations.WithoutLexicons,
                IdleResources.For(pipeline, TimeProvider.System) with
                {
                    ToolServers = servers,
                },
                TimeProvider.System,
                NullLogger<VoiceSessionFactory>.Instance
            );
        });
    }

    private string Update(string approval) =>
        $$$"""
            {"type":"session.update","session":{"type":"realtime","output_modalities":["text"],"tools":[{"type":"mcp","server_label":"city",
             "server_url":"{{{real.Address}}}","authorization":"secret","require_approval":"{{{approval}}}"}]}}
            """;

    private static FunctionCallContent Call(string name) => new("c1", name, new Dictionary<string, object?> { ["city"] = "Elx" });

    /// <summary>Everything up to the last of these events; their order is not said.</summary>
    private static async Task<List<System.Text.Json.JsonElement>> ReadUntilAsync(
        TestClient client,
        string type,
        int times = 1,
        params string[] others
    )
    {
        var told = new List<System.Text.Json.JsonElement>();
        while (told.Count(one => one.Type() == type) < times || !others.All(other => told.Exists(one => one.Type() == other)))
        {
            told.Add(await client.NextAsync());
            Assert.NotEqual("error", told[^1].Type());
        }

        return told;
    }
}
