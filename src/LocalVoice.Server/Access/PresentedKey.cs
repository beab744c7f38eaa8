namespace LocalVoice.Server.Access;

/// <summary>The API key that a request carries. A key in the query string is not read: URLs are logged and kept in histories.</summary>
internal static class PresentedKey
{
    /// <summary>Subprotocol with which browsers, whose WebSockets send no headers, carry a key.</summary>
    public const string SubprotocolPrefix = "openai-insecure-api-key.";

    private const string Scheme = "Bearer ";

    /// <summary>The bearer token, else the key among the WebSocket's subprotocols; null for neither.</summary>
    public static string? Of(HttpContext context)
    {
        var authorization = context.Request.Headers.Authorization.ToString();
        var key = authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? authorization[Scheme.Length..].Trim()
            : context
                .WebSockets.WebSocketRequestedProtocols.FirstOrDefault(offer =>
                    offer.StartsWith(SubprotocolPrefix, StringComparison.Ordinal)
                )
                ?[SubprotocolPrefix.Length..];
        return string.IsNullOrEmpty(key) ? null : key;
    }
}
