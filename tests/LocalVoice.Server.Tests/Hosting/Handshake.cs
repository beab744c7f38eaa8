using System.Net.Http.Json;
using System.Text.Json;

namespace LocalVoice.Server.Tests.Hosting;

/// <summary>A WebSocket handshake whose response is looked at, which a WebSocket client does not show.</summary>
internal static class Handshake
{
    private static readonly HttpClient Http = new();

    /// <param name="headers">As <c>Name: value</c>.</param>
    public static Task<HttpResponseMessage> HandshakeAsync(this RunningServer server, params string[] headers) =>
        server.SendAsync(
            "/v1/realtime",
            [
                "Connection: Upgrade",
                "Upgrade: websocket",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
                .. headers,
            ]
        );

    public static Task<HttpResponseMessage> SendAsync(this RunningServer server, string path, params string[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server.Address, path));
        foreach (var header in headers)
        {
            var colon = header.IndexOf(':', StringComparison.Ordinal);
            request.Headers.TryAddWithoutValidation(header[..colon], header[(colon + 1)..].Trim());
        }

        return Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestClient.EventTimeout());
    }

    /// <summary>The error that a refused request got.</summary>
    public static async Task<JsonElement> ErrorAsync(this HttpResponseMessage response) =>
        (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error");
}
