using System.Net;
using LocalVoice.Testing.Models;

namespace LocalVoice.Models.Tests;

public sealed class RedirectionTests : IDisposable
{
    private readonly byte[] _content = new byte[1_000];
    private readonly ModelFolder _folder = new();

    [Theory]
    [InlineData("https://models.invalid/a", null, "answers 302 without saying where the file is (no Location).")]
    [InlineData(
        "https://models.invalid/a",
        "http://models.invalid/a",
        "leads from https to http://models.invalid/a, which is not encrypted"
    )]
    [InlineData(
        "https://models.invalid/a",
        "ftp://models.invalid/a",
        "leads to 'ftp://models.invalid/a', which is no http or https address."
    )]
    [InlineData("https://models.invalid/a", "/b", "leads on and on: after 10 redirections the next one goes to https://models.invalid/b.")]
    public async Task A_redirection_that_is_not_followed_says_why(string url, string? location, string expected)
    {
        var model = _folder.Add("voice", _content, new Uri(url));
        using var answers = new RedirectingHandler(location);
        using var http = new HttpClient(answers);

        var failure = await Assert.ThrowsAsync<ModelException>(() =>
            new ModelDownloader(http, TimeProvider.System).DownloadAsync(
                model,
                _folder.PathOf("voice"),
                cancellationToken: TestContext.Current.CancellationToken
            )
        );

        Assert.StartsWith($"Model 'voice': {url} {expected}", failure.Message, StringComparison.Ordinal);
        Assert.Equal(1, answers.Requests);
    }

    [Fact]
    public async Task A_server_that_redirects_in_circles_is_left_after_a_few_rounds()
    {
        await using var server = new FileServer(_content) { RedirectsTo = "/model.bin" };
        var model = _folder.Add("voice", _content, server.Address);
        using var http = new HttpClient(ModelDownloader.CreateHandler());

        var failure = await Assert.ThrowsAsync<ModelException>(() =>
            new ModelDownloader(http, TimeProvider.System).DownloadAsync(
                model,
                _folder.PathOf("voice"),
                cancellationToken: TestContext.Current.CancellationToken
            )
        );

        Assert.Contains("leads on and on: after 10 redirections", failure.Message, StringComparison.Ordinal);
        Assert.Equal(11, server.Requests.Count);
    }

    public void Dispose() => _folder.Dispose();

    private sealed class RedirectingHandler(string? location) : HttpMessageHandler
    {
        public int Requests { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests++;
            var response = new HttpResponseMessage(HttpStatusCode.Found) { RequestMessage = request };
            response.Headers.Location = location is null ? null : new Uri(location, UriKind.RelativeOrAbsolute);
            return Task.FromResult(response);
        }
    }
}
