using LocalVoice.Server.Tests.Hosting;

namespace LocalVoice.Server.Tests.Access;

public sealed class SecurityHeadersTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Theory]
    [InlineData("/")]
    [InlineData("/app.js")]
    [InlineData("/v1/models")]
    [InlineData("/v1/realtime")]
    [InlineData("/nowhere")]
    public async Task Every_response_tells_browsers_what_the_page_may_do(string path)
    {
        using var response = await server.SendAsync(path);
        var policy = Header("Content-Security-Policy").Split("; ");
        Assert.All(
            [
                "default-src 'none'",
                "script-src 'self'",
                "style-src 'self'",
                "connect-src 'self'",
                "base-uri 'none'",
                "frame-ancestors 'none'",
            ],
            directive => Assert.Contains(directive, policy)
        );
        Assert.DoesNotContain("unsafe", Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Equal("nosniff", Header("X-Content-Type-Options"));
        Assert.Equal("DENY", Header("X-Frame-Options"));
        Assert.Equal("no-referrer", Header("Referrer-Policy"));
        Assert.StartsWith("microphone=(self), camera=()", Header("Permissions-Policy"), StringComparison.Ordinal);
        Assert.Equal("same-origin", Header("Cross-Origin-Opener-Policy"));
        Assert.Equal("same-origin", Header("Cross-Origin-Resource-Policy"));

        string Header(string name) => Assert.Single(response.Headers.GetValues(name));
    }

    [Fact]
    public async Task A_refused_host_gets_them_too()
    {
        using var response = await server.SendAsync("/", "Host: rebound.example");
        Assert.True(response.Headers.Contains("Content-Security-Policy"));
    }
}
