using LocalVoice.Server.Configuration;

namespace LocalVoice.Server.Access;

/// <summary>
/// Decides which web pages may use the server. Browsers let any page connect to this machine, so a page's origin must
/// be this host, the user's own machine, or configured by the operator.
/// </summary>
/// <param name="allowed">As in <c>ConnectionOptions.AllowedOrigins</c>.</param>
internal sealed class OriginPolicy(string allowed)
{
    private readonly bool _allowsAny = WebOrigin.Entries(allowed).Contains(WebOrigin.Any);
    private readonly WebOrigin?[] _allowed = [.. WebOrigin.Entries(allowed).Select(WebOrigin.Parse)];

    public bool Allows(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0
            || AllowsAnywhere(origin)
            || (WebOrigin.Parse(origin) is { } page && page.IsAt(request.Headers.Host.ToString()));
    }

    /// <summary>Whether pages of this origin may use the server under whatever name it has.</summary>
    public bool AllowsAnywhere(string origin) =>
        _allowsAny || (WebOrigin.Parse(origin) is { } page && (LoopbackName.Is(page.Host) || _allowed.Contains(page)));
}
