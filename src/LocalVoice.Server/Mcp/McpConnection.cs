using LocalVoice.Remote;
using LocalVoice.Server.Configuration;
using LocalVoice.Tools;
using Microsoft.Extensions.Logging.Abstractions;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace LocalVoice.Server.Mcp;

/// <summary>One session of the protocol's, over the process's own connections. Never in a log: its messages hold what users say.</summary>
internal sealed class McpConnection : IAsyncDisposable
{
    /// <summary>How long the server may take to hear that the session is over. Chosen by trial.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);

    private readonly McpGuard _guard;
    private readonly TimeProvider _time;
    private readonly ToolServerAddress _address;
    private Task<McpClient>? _connecting;

    public McpConnection(
        ToolServerAddress address,
        IOutboundConnections connections,
        ToolAddresses allowed,
        int maxResponseBytes,
        TimeProvider time
    )
    {
        (_address, _time) = (address, time);
        _guard = new(address, allowed, maxResponseBytes, time) { InnerHandler = connections.Handler };
    }

    /// <summary>Cancelled when nothing more can come of the connection.</summary>
    public CancellationToken Broken => _guard.Broken;

    /// <summary>Why it is broken, or will not work; null for an unknown reason.</summary>
    public ToolServerException? Failure => _guard.Failure;

    public bool IsConnected => _connecting is { IsCompletedSuccessfully: true };

    public Task<McpClient> ConnectAsync(TimeSpan timeout, CancellationToken cancellationToken) =>
        _connecting ??= McpClient.CreateAsync(Transport(), Client(timeout), NullLoggerFactory.Instance, cancellationToken);

    /// <summary>The guard and its handler are shared with the process's other connections and stay.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_connecting is { } connecting)
        {
            _guard.CloseAfter(Farewell);
            await ((Task)connecting).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (connecting.IsCompletedSuccessfully)
            {
                await (await connecting.ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private HttpClientTransport Transport()
    {
        var http = new HttpClient(_guard, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
        return new(
            new()
            {
                Endpoint = _address.Url,
                TransportMode = HttpTransportMode.StreamableHttp,
                EnableStandaloneGetStream = false,
                MaxReconnectionAttempts = 1,
            },
            http,
            NullLoggerFactory.Instance,
            ownsHttpClient: true
        );
    }

    private McpClientOptions Client(TimeSpan timeout) =>
        new()
        {
            ClientInfo = new Implementation
            {
                Name = "LocalVoice",
                Version = typeof(McpConnection).Assembly.GetName().Version!.ToString(3),
            },
            InitializationTimeout = timeout,
            TimeProvider = _time,
        };
}
