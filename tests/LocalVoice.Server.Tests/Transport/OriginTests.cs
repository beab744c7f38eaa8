using System.Net;
using LocalVoice.Server.Tests.Hosting;

namespace LocalVoice.Server.Tests.Transport;

public sealed class OriginTests
{
    [Theory]
    [InlineData("https://x.example", "x.example:443")]
    [InlineData("https://x.example:443", "x.example")]
    [InlineData("https://x.example", "x.example")]
    [InlineData("http://x.example", "x.example:80")]
    [InlineData("http://x.example:80", "x.example")]
    [InlineData("http://X.example:8080", "x.EXAMPLE:8080")]
    [InlineData("http://[fe80::1]:8080", "[fe80::1]:8080")]
    [InlineData("https://x.example", "x.example:80", false)]
    [InlineData("http://x.example", "x.example:443", false)]
    [InlineData("http://x.example", "x.example:8080", false)]
    [InlineData("http://y.x.example", "x.example", false)]
    [InlineData("http://evil.example", "x.example", false)]
    public async Task A_page_of_the_same_host_may_connect_with_its_default_port_written_or_not(
        string origin,
        string host,
        bool allowed = true
    )
    {
        await using var server = await RunningServer.StartAsync("--AllowedHosts", "*").DisposeAfterwards();
        await AssertAllowsAsync(server.Value, allowed, $"Origin: {origin}", $"Host: {host}");
    }

    [Theory]
    [InlineData("https://a.example")]
    [InlineData("https://a.example:443")]
    [InlineData("http://b.example:80")]
    [InlineData("http://b.example")]
    [InlineData("app://desktop")]
    [InlineData("http://a.example", false)]
    [InlineData("https://b.example", false)]
    [InlineData("https://a.example:8443", false)]
    [InlineData("null", false)]
    public async Task Allowed_origins_are_compared_with_their_default_ports(string origin, bool allowed = true)
    {
        await using var server = await RunningServer
            .StartAsync("--LocalVoice:Connection:AllowedOrigins", "https://a.example:443, http://b.example, app://desktop")
            .DisposeAfterwards();
        await AssertAllowsAsync(server.Value, allowed, $"Origin: {origin}");
    }

    [Theory]
    [InlineData("/v1/audio/transcriptions")]
    [InlineData("/v1/audio/speech")]
    [InlineData("/v1/chat/completions")]
    [InlineData("/v1/responses")]
    [InlineData("/v1/realtime/client_secrets")]
    public async Task A_foreign_page_may_not_post_either(string path)
    {
        await using var server = await RunningServer.StartAsync().DisposeAfterwards();
        using var http = new HttpClient { BaseAddress = server.Value.Address };
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent("{}") };
        request.Headers.Add("Origin", "https://evil.example");

        using var response = await http.SendAsync(request, TestClient.EventTimeout());

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal("origin_not_allowed", (await response.ErrorAsync()).Text("code"));
    }

    private static async Task AssertAllowsAsync(RunningServer server, bool allowed, params string[] headers)
    {
        using var response = await server.HandshakeAsync(headers);
        Assert.Equal(allowed ? HttpStatusCode.SwitchingProtocols : HttpStatusCode.Forbidden, response.StatusCode);
        if (!allowed)
        {
            Assert.Equal("origin_not_allowed", (await response.ErrorAsync()).Text("code"));
        }
    }
}
