namespace LocalVoice.Engines.Deepgram.Connections;

/// <summary>Where the service is, and where its APIs are.</summary>
internal sealed class ServiceAddress
{
    private const string Vendor = "deepgram.com";

    private readonly string _base;

    public ServiceAddress(string url)
    {
        _base = url.TrimEnd('/');
        Root = new(_base);
        var host = Root.IdnHost;
        IsCloud = host == Vendor || host.EndsWith($".{Vendor}", StringComparison.OrdinalIgnoreCase);
    }

    public Uri Root { get; }

    /// <summary>For messages: host, and port where it is not the usual one.</summary>
    public string Name => Root.Authority;

    /// <summary>Deepgram's own servers, in whichever region; otherwise one on site.</summary>
    public bool IsCloud { get; }

    /// <summary>As <see cref="EngineInfo.Device"/>.</summary>
    public string Device => IsCloud ? "cloud" : "site";

    /// <summary>Of a connection: TCP, TLS 1.3 where it is secured, and the upgrade.</summary>
    public int OpeningRoundTrips => Root.Scheme == Uri.UriSchemeWss ? 3 : 2;

    /// <param name="path">As <c>v1/listen</c>.</param>
    /// <param name="query">Names and values; values are escaped here.</param>
    public Uri Socket(string path, IEnumerable<KeyValuePair<string, string>> query) =>
        new($"{_base}/{path}?{string.Join('&', query.Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}"))}");

    /// <summary>Over HTTP.</summary>
    public Uri Rest(string path) => new($"http{_base["ws".Length..]}/{path}");
}
