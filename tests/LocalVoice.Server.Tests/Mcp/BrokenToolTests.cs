using LocalVoice.Core.Tools;
using LocalVoice.Remote;
using LocalVoice.Server.Configuration;
using LocalVoice.Server.Mcp;
using LocalVoice.Server.Outbound;
using LocalVoice.Testing.Logging;
using LocalVoice.Tools;

namespace LocalVoice.Server.Tests.Mcp;

/// <summary>A server's good tools can be used whatever the others are.</summary>
public sealed class BrokenToolTests : IDisposable
{
    private const string Good =
        """{"name":"good","description":"Works.","inputSchema":{"type":"object"},"annotations":{"readOnlyHint":true}}""";

    private readonly OutboundConnections _connections = new(new([]), new SocketDialer(TimeProvider.System).DialAsync);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_tool_without_a_usable_schema_is_listed_and_not_offered(bool events)
    {
        string[] broken =
        [
            """{"name":"number","inputSchema":7}""",
            """{"name":"null","inputSchema":null}""",
            """{"name":"untyped","inputSchema":{"$ref":"#/$defs/city","$defs":{"city":{"type":"object"}}}}""",
            """{"name":"properties","inputSchema":{"type":"object","properties":7}}""",
            """{"name":"type","inputSchema":{"type":"thing"}}""",
            """{"name":"id","inputSchema":{"type":"object","$id":"http://["}}""",
            """{"name":"twice","inputSchema":{"type":"object","properties":{"a":{},"a":{}}}}""",
            """{"name":"hints","inputSchema":{"type":"array"},"annotations":{"readOnlyHint":"perhaps"}}""",
        ];

        var tools = await ListAsync([.. broken, Good], events);

        Assert.Equal(["number", "null", "untyped", "properties", "type", "id", "twice", "hints", "good"], tools.Select(tool => tool.Name));
        Assert.Equal(["good"], Offered(tools));
        Assert.True(tools[^1].IsReadOnly);
        Assert.Equal(("Works.", null), (tools[^1].Description, tools[^2].Annotations));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_tool_that_cannot_be_shown_is_left_out(bool events)
    {
        var deep = string.Concat(Enumerable.Repeat("""{"type":"object","properties":{"a":""", 100)) + "{}" + new string('}', 200);
        string[] broken =
        [
            $$"""{"name":"deep","inputSchema":{{deep}}}""",
            """{"name":"a\u0000b","inputSchema":{"type":"object"}}""",
            """{"name":"\ud800","inputSchema":{"type":"object"}}""",
            """{"name":"surrogate","inputSchema":{"type":"object","description":"\ud800"}}""",
            """{"name":7,"inputSchema":{"type":"object"}}""",
            """{"name":""}""",
            "7",
        ];

        var tools = await ListAsync([.. broken, Good], events);

        Assert.Equal(["good"], tools.Select(tool => tool.Name));
        Assert.Equal(["good"], Offered(tools));
    }

    public void Dispose() => _connections.Dispose();

    private async Task<IReadOnlyList<RemoteTool>> ListAsync(string[] tools, bool events)
    {
        await using var raw = await RawToolServer.StartAsync(string.Join(',', tools), events);
        var options = new McpOptions { AllowedAddresses = { raw.Address.GetLeftPart(UriPartial.Authority) } };
        await using var server = new McpToolServers(_connections, options, TimeProvider.System, new RecordedLog()).Open(
            new(raw.Address, [])
        );
        return await server.ListAsync(TestContext.Current.CancellationToken);
    }

    private static IEnumerable<string> Offered(IReadOnlyList<RemoteTool> tools)
    {
        var server = new ToolServer("city", new(new("https://tools.example/mcp"), []));
        var listed = new ListedTools();
        listed.Note(server.Address, tools);
        return listed.Offer(new([], ToolChoice.Auto) { Servers = [server] }).Tools.Select(tool => tool.Name);
    }
}
