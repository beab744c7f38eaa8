using LocalVoice.Engines.OpenAI.Tests.Chat;
using LocalVoice.Engines.OpenAI.Tests.Wire;
using LocalVoice.Remote;
using Microsoft.Extensions.Time.Testing;

namespace LocalVoice.Engines.OpenAI.Tests.Http;

public sealed class ReachabilityTests
{
    private const string Models =
        """{"object":"list","data":[{"id":"openai/gpt-oss-20b","object":"model"},{"id":"llama-3.3-70b-versatile"}]}""";

    [Fact]
    public async Task Preparing_opens_the_connection_that_the_first_response_uses()
    {
        await using var server = new ScriptedServer(request =>
            request.SendAsync(
                request.Line.StartsWith("GET", StringComparison.Ordinal)
                    ? Responses.Json(200, Models)
                    : Responses.Events(ChatChunks.Text("Hola") + ChatChunks.Finish() + ChatChunks.Done)
            )
        );
        await using var chat = new ChatFixture(server);

        await chat.Client.PrepareAsync(CancellationToken.None);
        await chat.AskAsync();

        Assert.Equal(["GET /v1/models HTTP/1.1", "POST /v1/chat/completions HTTP/1.1"], server.Requests.Select(request => request.Line));
        Assert.Equal(1, server.Connections.Count);
        Assert.Equal($"Bearer {ChatFixture.Key}", server.Requests[0].Header("Authorization"));
    }

    [Fact]
    public async Task Preparing_a_warm_connection_costs_nothing()
    {
        var time = new FakeTimeProvider();
        await using var chat = new ChatFixture(new ScriptedServer(Responses.Json(200, Models)), time: time);
        await chat.Client.PrepareAsync(CancellationToken.None);
        time.Advance(TimeSpan.FromSeconds(29));
        await chat.Client.PrepareAsync(CancellationToken.None);

        Assert.Single(chat.Server.Requests);

        time.Advance(TimeSpan.FromSeconds(1));
        await chat.Client.PrepareAsync(CancellationToken.None);

        Assert.Equal(2, chat.Server.Requests.Count);
    }

    [Fact]
    public async Task Preparing_never_throws_and_is_tried_again()
    {
        await using var server = new ScriptedServer(request =>
        {
            request.Abort();
            return Task.CompletedTask;
        });
        await using var chat = new ChatFixture(server);

        await chat.Client.PrepareAsync(CancellationToken.None);
        await chat.Client.PrepareAsync(new CancellationToken(canceled: true));
        var asked = server.Requests.Count;
        await chat.Client.PrepareAsync(CancellationToken.None);

        Assert.True(server.Requests.Count > asked);
    }

    [Fact]
    public async Task A_check_measures_a_request_on_the_open_connection()
    {
        await using var chat = new ChatFixture(Responses.Json(200, Models));

        var roundTrip = await chat.Client.CheckAsync(CancellationToken.None);

        Assert.True(roundTrip > TimeSpan.Zero);
        Assert.Equal((2, 1), (chat.Server.Requests.Count, chat.Server.Connections.Count));
    }

    [Fact]
    public async Task A_model_that_the_service_lacks_is_named_beside_those_it_has()
    {
        await using var chat = new ChatFixture(Responses.Json(200, Models), options => options.Model = "gpt-9");

        var failure = await Assert.ThrowsAsync<BackendException>(() => chat.Client.CheckAsync(CancellationToken.None));

        Assert.Equal(BackendFault.Rejected, failure.Fault);
        Assert.Contains(
            "has no model 'gpt-9'; it has openai/gpt-oss-20b, llama-3.3-70b-versatile",
            failure.Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("""{"object":"list","data":[{"id":"models/gemini-2.5-flash","object":"model"}]}""")]
    [InlineData("""{"object":"list","data":[]}""")]
    [InlineData("""{"models":[]}""")]
    [InlineData("<html>")]
    public async Task Ids_of_Gemini_and_lists_of_another_kind_are_let_pass(string list)
    {
        await using var chat = new ChatFixture(Responses.Json(200, list), options => options.Model = "gemini-2.5-flash");

        await chat.Client.CheckAsync(CancellationToken.None);
    }

    [Theory]
    [InlineData(404)]
    [InlineData(405)]
    [InlineData(501)]
    public async Task A_server_need_not_have_a_list_of_models(int status)
    {
        await using var chat = new ChatFixture(Responses.Json(status, "{}"));

        await chat.Client.CheckAsync(CancellationToken.None);
    }

    [Fact]
    public async Task A_refused_key_fails_the_check()
    {
        await using var chat = new ChatFixture(Responses.Json(401, "{}"));

        var failure = await Assert.ThrowsAsync<BackendException>(() => chat.Client.CheckAsync(CancellationToken.None));

        Assert.Equal(BackendFault.Unauthorized, failure.Fault);
    }

    [Fact]
    public async Task A_list_that_breaks_off_fails_the_check()
    {
        await using var server = new ScriptedServer(async request =>
        {
            await request.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{");
            request.Close();
        });
        await using var chat = new ChatFixture(server);

        var failure = await Assert.ThrowsAsync<BackendException>(() => chat.Client.CheckAsync(CancellationToken.None));

        Assert.Equal(BackendFault.Interrupted, failure.Fault);
    }
}
