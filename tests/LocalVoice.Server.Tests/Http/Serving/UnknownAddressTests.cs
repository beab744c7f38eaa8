using LocalVoice.Server.Tests.Hosting;

namespace LocalVoice.Server.Tests.Http.Serving;

public sealed class UnknownAddressTests : IAsyncLifetime
{
    private ApiServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await ApiServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("/v1")]
    [InlineData("/v1/")]
    [InlineData("/v1/embeddings")]
    [InlineData("/v1/chat/completions/chatcmpl-1")]
    [InlineData("/nothing")]
    public async Task Where_nothing_is_the_client_is_told_so_as_by_the_API(string path) =>
        Assert.Equal((404, "unknown_url", null), await _server.GetAsync(path).RefusalAsync());

    [Theory]
    [InlineData("GET", "/v1/chat/completions")]
    [InlineData("DELETE", "/v1/models")]
    [InlineData("PUT", "/v1/audio/speech")]
    [InlineData("POST", "/healthz")]
    public async Task Another_method_is_refused_as_by_the_API(string method, string path)
    {
        using var response = await _server.SendAsync(new(new HttpMethod(method), new Uri(_server.Server.Address, path)));

        Assert.NotEmpty(response.Content.Headers.Allow);
        Assert.Equal((405, "method_not_allowed", null), await Task.FromResult(response).RefusalAsync());
    }

    [Fact]
    public async Task A_browser_that_asks_for_a_page_gets_no_JSON()
    {
        using var response = await _server.Server.SendAsync("/nothing", "Accept: text/html,application/xhtml+xml");

        Assert.Equal(404, (int)response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Under_v1_a_browser_gets_JSON()
    {
        Assert.Equal((404, "unknown_url", null), await _server.Server.SendAsync("/v1/nothing", "Accept: text/html").RefusalAsync());
    }
}
