namespace LocalVoice.Cli.Hosting;

/// <summary>The server that a verb uses; disposing it stops a server started for the verb.</summary>
/// <param name="root"><c>http</c> or <c>https</c>.</param>
internal sealed class ServerAddress(Uri root, IAsyncDisposable? started) : IAsyncDisposable
{
    public Uri Root => root;

    /// <param name="url">A running server; null starts one in this process, on a free port.</param>
    /// <exception cref="CliException">The address is invalid, or the server cannot start.</exception>
    public static async Task<ServerAddress> OpenAsync(string? url, CancellationToken cancellationToken)
    {
        if (url is null)
        {
            var server = await LocalServer.StartAsync(cancellationToken);
            return new ServerAddress(server.Root, server);
        }

        return Uri.TryCreate(url, UriKind.Absolute, out var root) && root.Scheme is "http" or "https" or "ws" or "wss"
            ? new ServerAddress(root, started: null)
            : throw new CliException($"'{url}' is no server address.", "Give one like http://localhost:8080.", ExitCode.BadInput);
    }

    /// <summary>Address for sessions.</summary>
    /// <param name="profile">The value of <c>?model=</c>.</param>
    public Uri RealtimeUrl(string profile) =>
        new UriBuilder(root)
        {
            Scheme = root.Scheme is "https" or "wss" ? "wss" : "ws",
            Path = "/v1/realtime",
            Query = $"model={Uri.EscapeDataString(profile)}",
        }.Uri;

    public ValueTask DisposeAsync() => started?.DisposeAsync() ?? ValueTask.CompletedTask;
}
