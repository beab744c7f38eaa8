using LocalVoice.Remote;
using LocalVoice.Server.Configuration;
using LocalVoice.Tools;

namespace LocalVoice.Server.Mcp;

/// <summary>Servers that speak the Model Context Protocol over streamable HTTP.</summary>
internal sealed class McpToolServers(IOutboundConnections connections, McpOptions options, TimeProvider time, ILogger logger) : IToolServers
{
    private readonly ToolAddresses _allowed = new(options.AllowedAddresses);

    public IToolServer Open(ToolServerAddress address) =>
        new McpToolServer(
            address,
            options,
            () => new McpConnection(address, connections, _allowed, options.MaxResponseBytes, time),
            time,
            logger
        );
}
