using System.Collections.Concurrent;
using System.Text.Json;
using LocalVoice.Tools;

namespace LocalVoice.Testing.Fakes;

/// <summary>Servers of tools that all have the same tools, and do what the test says.</summary>
public sealed class FakeToolServers : IToolServers
{
    private static readonly JsonElement City = JsonElement.Parse(
        """{"type":"object","properties":{"city":{"type":"string"}},"required":["city"],"additionalProperties":false}"""
    );

    private readonly ConcurrentQueue<ToolServerAddress> _opened = new();
    private readonly ConcurrentQueue<(string Tool, string Arguments)> _called = new();

    /// <summary>What every server tells.</summary>
    public IReadOnlyList<RemoteTool> Tools { get; set; } =
    [new("weather", "Tells the weather.", City) { IsReadOnly = true }, new("book", "Books a table.", City)];

    /// <summary>Holds every server that is asked for its tools.</summary>
    public Hold ListHold { get; } = new();

    /// <summary>Thrown by every server that is asked for its tools, while set.</summary>
    public Exception? ListFailure { get; set; }

    /// <summary>Holds every call.</summary>
    public Hold CallHold { get; } = new();

    /// <summary>What the calls come to, one after the other.</summary>
    public Script<string> Outputs { get; } = new("""{"sky":"clear"}""");

    public IReadOnlyList<ToolServerAddress> Opened => [.. _opened];

    /// <summary>Calls begun.</summary>
    public IReadOnlyList<(string Tool, string Arguments)> Called => [.. _called];

    public Counter Begun { get; } = new();

    public Counter Closed { get; } = new();

    public IToolServer Open(ToolServerAddress address)
    {
        _opened.Enqueue(address);
        return new Server(this);
    }

    private sealed class Server(FakeToolServers all) : IToolServer
    {
        public async Task<IReadOnlyList<RemoteTool>> ListAsync(CancellationToken cancellationToken)
        {
            await all.ListHold.WaitAsync(cancellationToken);
            return all.ListFailure is { } failure ? throw failure : all.Tools;
        }

        public async Task<string> CallAsync(string tool, string arguments, CancellationToken cancellationToken)
        {
            all._called.Enqueue((tool, arguments));
            all.Begun.Increment();
            await all.CallHold.WaitAsync(cancellationToken);
            return all.Outputs.Take();
        }

        public ValueTask DisposeAsync()
        {
            all.Closed.Increment();
            return default;
        }
    }
}
