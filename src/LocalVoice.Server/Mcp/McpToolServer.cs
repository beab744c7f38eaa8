using System.Net;
using System.Text.Json;
using LocalVoice.Server.Configuration;
using LocalVoice.Tools;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace LocalVoice.Server.Mcp;

/// <summary>One server for one session. Connects on first use, and anew after a failure.</summary>
internal sealed partial class McpToolServer(
    ToolServerAddress address,
    McpOptions options,
    Func<McpConnection> connect,
    TimeProvider time,
    ILogger logger
) : IToolServer
{
    /// <summary>Of one server: what exceeds the limit of a response is not offered anyway.</summary>
    private const int MostTools = 128;

    private readonly SemaphoreSlim _connecting = new(1);
    private readonly Lock _lock = new();
    private McpConnection? _connection;
    private bool _closed;

    public Task<IReadOnlyList<RemoteTool>> ListAsync(CancellationToken cancellationToken) =>
        AskAsync(ListAsync, options.ListTimeout, cancellationToken);

    public Task<string> CallAsync(string tool, string arguments, CancellationToken cancellationToken) =>
        AskAsync((client, stop) => CallAsync(client, tool, arguments, stop), options.CallTimeout, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        McpConnection? connection;
        lock (_lock)
        {
            (connection, _connection, _closed) = (_connection, null, true);
        }

        if (connection is not null)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static async Task<IReadOnlyList<RemoteTool>> ListAsync(McpClient client, CancellationToken cancellationToken)
    {
        var tools = new List<RemoteTool>();
        string? cursor = null;
        do
        {
            var asked = new JsonRpcRequest
            {
                Method = RequestMethods.ToolsList,
                Params = JsonSerializer.SerializeToNode(new ListToolsRequestParams { Cursor = cursor }, McpJsonUtilities.DefaultOptions),
            };
            var told = await client.SendRequestAsync(asked, cancellationToken).ConfigureAwait(false);
            var page = JsonSerializer.SerializeToElement(told.Result);
            tools.AddRange(McpContent.ToolsOf(page));
            cursor = McpContent.NextOf(page);
        } while (cursor is not null && tools.Count < MostTools);

        return [.. tools.Take(MostTools)];
    }

    private static async Task<string> CallAsync(McpClient client, string tool, string arguments, CancellationToken cancellationToken)
    {
        var given = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(arguments) ?? [];
        var result = await client
            .CallToolAsync(new CallToolRequestParams { Name = tool, Arguments = given }, cancellationToken)
            .ConfigureAwait(false);
        var text = McpContent.TextOf(result);
        return result.IsError is true ? throw new ToolServerException(ToolServerFault.Tool, text) : text;
    }

    private async Task<T> AskAsync<T>(Func<McpClient, CancellationToken, Task<T>> ask, TimeSpan timeout, CancellationToken cancelled)
    {
        using var late = new CancellationTokenSource(timeout, time);
        try
        {
            return await AskAsync(ask, late.Token, cancelled).ConfigureAwait(false);
        }
        catch (Exception failure) when (!cancelled.IsCancellationRequested)
        {
            var told = McpFailure.Of(address, failure, late.IsCancellationRequested ? timeout : null);
            LogFailure(logger, address.ToString(), told.Fault, told.Code);
            throw told;
        }
    }

    private async Task<T> AskAsync<T>(Func<McpClient, CancellationToken, Task<T>> ask, CancellationToken late, CancellationToken cancelled)
    {
        for (var again = false; ; again = true)
        {
            var connection = Connection();
            var wasConnected = connection.IsConnected;
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(late, cancelled, connection.Broken);
            try
            {
                var client = await ConnectAsync(connection, stop.Token).ConfigureAwait(false);
                return await ask(client, stop.Token).WaitAsync(stop.Token).ConfigureAwait(false);
            }
            catch (Exception failure) when (!McpFailure.IsAnswer(failure) && !IsSlow(connection, stop.Token))
            {
                Leave(connection);

                // The server has forgotten the session, and so has not begun what was asked.
                if (!again && wasConnected && failure is HttpRequestException { StatusCode: HttpStatusCode.NotFound })
                {
                    continue;
                }

                throw connection.Failure ?? failure;
            }
        }
    }

    private async Task<McpClient> ConnectAsync(McpConnection connection, CancellationToken stop)
    {
        await _connecting.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            return await connection.ConnectAsync(options.ListTimeout, stop).WaitAsync(stop).ConfigureAwait(false);
        }
        finally
        {
            _connecting.Release();
        }
    }

    /// <summary>A tool that takes too long says nothing of the connection, which others may be using.</summary>
    private static bool IsSlow(McpConnection connection, CancellationToken stop) =>
        stop.IsCancellationRequested && connection is { IsConnected: true, Broken.IsCancellationRequested: false };

    private McpConnection Connection()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            return _connection ??= connect();
        }
    }

    /// <summary>The next request opens another connection.</summary>
    private void Leave(McpConnection connection)
    {
        lock (_lock)
        {
            if (_connection != connection)
            {
                return;
            }

            _connection = null;
        }

        _ = CloseAsync(connection);
    }

    private static async Task CloseAsync(McpConnection connection)
    {
        try
        {
            await connection.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception)
        {
            // It has failed already.
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The tool server at {Server} failed: {Fault} {Code}")]
    private static partial void LogFailure(ILogger logger, string server, ToolServerFault fault, int? code);
}
