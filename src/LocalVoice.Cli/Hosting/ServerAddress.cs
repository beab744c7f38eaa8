namespace LocalVoice.Cli.Hosting;

/// <summary>The server that a verb uses; disposing it stops a server started for the verb.</summary>
/// <param name="root"><c>http</c> or <c>https</c>.</param>
/// <param name="key">Its API key; null for none.</param>
internal sealed class ServerAddress(Uri root, string? key, IAsyncDisposable? started) : IAsyncDisposable
{
    /// <summary>Of a server that its owner stops.</summary>
    public static ServerAddress Of(ServerProcess server) => new(server.Root, server.Key, started: null);

    public Uri Root => root;

    public string? Key => key;

    /// <param name="url">A running server; null starts one in this process, on a free port.</param>
    /// <param name="key">The running server's API key; one that is started for the verb has its own.</param>
    /// <param name="settings">Of one that is started.</param>
    /// <exception cref="CliException">The address or the key is invalid, or the server cannot start.</exception>
    public static async Task<ServerAddress> OpenAsync(
        string? url,
        string? key,
        CancellationToken cancellationToken,
        params string[] settings
    )
    {
        if (url is null)
        {
            var server = await LocalServer.StartAsync(cancellationToken, settings);
            return new ServerAddress(server.Root, server.Key, server);
        }

        return Uri.TryCreate(url, UriKind.Absolute, out var root) && root.Scheme is "http" or "https" or "ws" or "wss"
            ? new ServerAddress(root, string.IsNullOrWhiteSpace(key) ? null : Sendable(key.Trim()), started: null)
            : throw new CliException($"'{url}' is no server address.", "Give one like http://localhost:8080.", ExitCode.BadInput);
    }

    /// <summary>Address for sessions. One with a path is taken as it is.</summary>
    /// <param name="profile">The value of <c>?model=</c>.</param>
    public Uri RealtimeUrl(string profile)
    {
        var named = root.AbsolutePath != "/";
        return new UriBuilder(root)
        {
            Scheme = root.Scheme is "https" or "wss" ? "wss" : "ws",
            Path = named ? root.AbsolutePath : "/v1/realtime",
            Query = named ? root.Query : $"model={Uri.EscapeDataString(profile)}",
        }.Uri;
    }

    /// <summary>Address at which WebRTC calls are opened; of a server with a path, below that.</summary>
    /// <inheritdoc cref="RealtimeUrl"/>
    public Uri CallsUrl(string profile)
    {
        var realtime = RealtimeUrl(profile);
        return new UriBuilder(realtime)
        {
            Scheme = realtime.Scheme == "wss" ? "https" : "http",
            Path = $"{realtime.AbsolutePath.TrimEnd('/')}/calls",
        }.Uri;
    }

    /// <summary>The key, which stays out of the message, goes into a header: RFC 9110, 5.5.</summary>
    private static string Sendable(string key) =>
        key.All(character => character is >= ' ' and <= '~')
            ? key
            : throw new CliException(
                $"The API key of --key or {ServerOptions.KeyVariable} has a character that no key has: keys are ASCII without control "
                    + "characters.",
                "Give it as 'localvoice keys new' showed it.",
                ExitCode.BadInput
            );

    public ValueTask DisposeAsync() => started?.DisposeAsync() ?? ValueTask.CompletedTask;
}
