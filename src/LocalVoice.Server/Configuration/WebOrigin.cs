namespace LocalVoice.Server.Configuration;

/// <summary>A web page's origin with its port spelled out: <c>https://x</c> and <c>https://x:443</c> are the same.</summary>
/// <param name="Scheme">In lower case.</param>
/// <param name="Host">In lower case, international names in their ASCII form, IPv6 addresses without brackets.</param>
/// <param name="Port">−1 where the scheme has no default port and the origin names none.</param>
internal sealed record WebOrigin(string Scheme, string Host, int Port)
{
    /// <summary>An entry that stands for every origin.</summary>
    public const string Any = "*";

    /// <summary>The entries of a list with commas.</summary>
    public static string[] Entries(string list) => list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Null for what is no origin, such as <c>null</c>.</summary>
    public static WebOrigin? Parse(string origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.Host.Length > 0 ? new(uri.Scheme, uri.IdnHost, uri.Port) : null;

    /// <summary>
    /// Whether the page came from the host that a request names. A <c>Host</c> without a port means the default port of
    /// the page's scheme: behind a proxy that ends TLS the request's own scheme is another.
    /// </summary>
    /// <param name="host">As on the wire.</param>
    public bool IsAt(string host) => host.Length > 0 && Parse($"{Scheme}://{host}") is { } server && server == this;
}
