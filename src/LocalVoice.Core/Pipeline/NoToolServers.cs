using LocalVoice.Tools;

namespace LocalVoice.Core.Pipeline;

/// <summary>Takes the place of servers of tools where nothing can reach them.</summary>
internal sealed class NoToolServers : IToolServers
{
    public IToolServer Open(ToolServerAddress address) => new Nobody();

    private sealed class Nobody : IToolServer
    {
        private static readonly ToolServerException Unreachable = new(ToolServerFault.Http, "This process reaches no tool servers.");

        public Task<IReadOnlyList<RemoteTool>> ListAsync(CancellationToken cancellationToken) =>
            Task.FromException<IReadOnlyList<RemoteTool>>(Unreachable);

        public Task<string> CallAsync(string tool, string arguments, CancellationToken cancellationToken) =>
            Task.FromException<string>(Unreachable);

        public ValueTask DisposeAsync() => default;
    }
}
