namespace LocalVoice.Client.Providers;

/// <summary>
/// The addresses of a server. Its root may end with <c>/v1</c> or not: stock clients want it there. <c>ws</c> and <c>wss</c> stand
/// for <c>http</c> and <c>https</c>.
/// </summary>
internal sealed class ServerRoot
{
    private const string Version = "/v1";
    private readonly string _path;
    private readonly bool _secure;

    /// <exception cref="ArgumentException">No absolute address of one of these schemes.</exception>
    public ServerRoot(Uri server)
    {
        ArgumentNullException.ThrowIfNull(server);
        if (!server.IsAbsoluteUri || server.Scheme is not ("http" or "https" or "ws" or "wss"))
        {
            throw new ArgumentException($"'{server}' is no server address. Give one like http://localhost:8080.", nameof(server));
        }

        Address = server;
        _secure = server.Scheme is "https" or "wss";
        var path = server.AbsolutePath.TrimEnd('/');
        _path = (path.EndsWith(Version, StringComparison.Ordinal) ? path[..^Version.Length] : path) + Version;
    }

    /// <summary>As it was given.</summary>
    public Uri Address { get; }

    /// <param name="path">Under <c>/v1</c>.</param>
    public Uri Http(string path) => At(_secure ? "https" : "http", path, "");

    /// <param name="model">A profile's name; null for the server's default.</param>
    /// <param name="transcription">Whether the session only writes down what is said.</param>
    public Uri Realtime(string? model, bool transcription)
    {
        string?[] query = [model is null ? null : $"model={Uri.EscapeDataString(model)}", transcription ? "intent=transcription" : null];
        return At(_secure ? "wss" : "ws", "realtime", string.Join('&', query.OfType<string>()));
    }

    private Uri At(string scheme, string path, string query) =>
        new UriBuilder(scheme, Address.Host, Address.Port, $"{_path}/{path}") { Query = query }.Uri;
}
