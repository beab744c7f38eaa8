namespace LocalVoice.Server.Https;

/// <summary>
/// <c>GET /https</c>: <c>{"port": 8443}</c>, the port at which this page is served over https, or null. Browsers give the
/// microphone only to pages of https and of localhost.
/// </summary>
internal static class HttpsEndpoint
{
    public static void MapHttps(this IEndpointRouteBuilder routes) =>
        routes.MapGet(
            "/https",
            (HttpContext context, ListeningAddresses addresses) =>
                Results.Json(new { port = addresses.HttpsPortAt(context.Connection.LocalIpAddress) })
        );
}
