using LocalVoice.Server.Access;

namespace LocalVoice.Server.Transport;

/// <summary>
/// Decides which web pages may open a session. Browsers let any page connect to this machine, so a page's origin must
/// be this host, the user's own machine, or configured by the operator.
/// </summary>
/// <param name="allowed">As in <c>ConnectionOptions.AllowedOrigins</c>.</param>
internal sealed class OriginPolicy(string allowed)
{
    private readonly string[] _allowed = allowed.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    public bool Allows(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0
            || _allowed.Contains("*")
            || (WebOrigin.Parse(origin) is { } page && (LoopbackName.Is(page.Host) || page.IsAt(request.Host) || IsAllowed(page)));
    }

    private bool IsAllowed(WebOrigin page) => _allowed.Any(entry => WebOrigin.Parse(entry) == page);
}
