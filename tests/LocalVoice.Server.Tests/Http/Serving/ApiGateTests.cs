using LocalVoice.Server.Access;
using LocalVoice.Server.Health;
using LocalVoice.Server.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace LocalVoice.Server.Tests.Http.Serving;

public sealed class ApiGateTests
{
    private const string Path = "/v1/chat/completions";
    private const string Hello = """{"messages": [{"role": "user", "content": "Hi"}]}""";

    public static TheoryData<string> Stages => ["/v1/audio/transcriptions", "/v1/audio/speech", Path, "/v1/responses"];

    [Theory]
    [MemberData(nameof(Stages))]
    public async Task A_key_is_needed_where_keys_are_configured(string path)
    {
        var key = ApiKey.Create();
        await using var server = await ApiServer.StartAsync("--LocalVoice:Access:Keys:phone", ApiKey.SettingOf(key));

        Assert.Equal((401, "missing_api_key", null), await server.PostAsync(path, Hello).RefusalAsync());
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Server.Address, path))
        {
            Content = new StringContent("x"),
        };
        request.Headers.Authorization = new("Bearer", key);
        Assert.Equal(415, (await server.SendAsync(request).RefusalAsync()).Status);
    }

    [Theory]
    [MemberData(nameof(Stages))]
    public async Task Nothing_is_served_before_the_models_are_ready(string path)
    {
        await using var server = await ApiServer.StartAsync();
        server.Server.Services.GetRequiredService<EngineReadiness>().Expect("llm");

        Assert.Equal((503, "server_not_ready", null), await server.PostAsync(path, Hello).RefusalAsync());
    }

    [Fact]
    public async Task A_foreign_host_is_refused()
    {
        await using var server = await ApiServer.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Server.Address, Path))
        {
            Content = new StringContent(Hello),
        };
        request.Headers.Host = "evil.example";

        Assert.Equal((421, "host_not_allowed", null), await server.SendAsync(request).RefusalAsync());
    }

    [Fact]
    public async Task What_a_stage_cannot_take_at_once_waits()
    {
        await using var server = await ApiServer.StartAsync("--LocalVoice:Http:MaxChats=1");
        server.Engines.Chat.FirstWordHold.Engage();
        var first = server.PostAsync(Path, Hello);
        await server.Engines.Chat.Begun.ReachesAsync(1);
        var second = server.PostAsync(Path, Hello);

        Assert.Single(server.Engines.Chat.Requests);
        server.Engines.Chat.FirstWordHold.Release();
        await first.JsonAsync();
        await second.JsonAsync();
        Assert.Equal(2, server.Engines.Chat.Requests.Count);
    }

    [Fact]
    public async Task Too_many_requests_are_refused_and_may_come_again()
    {
        await using var server = await ApiServer.StartAsync("--LocalVoice:Http:MaxRequests=1");
        server.Engines.Chat.FirstWordHold.Engage();
        var first = server.PostAsync(Path, Hello);
        await server.Engines.Chat.Begun.ReachesAsync(1);

        using var refused = await server.PostAsync(Path, Hello);

        Assert.Equal(5, refused.Headers.RetryAfter?.Delta?.TotalSeconds);
        Assert.Equal((503, "server_busy", null), await Task.FromResult(refused).RefusalAsync());
        server.Engines.Chat.FirstWordHold.Release();
        await first.JsonAsync();
        await server.PostAsync(Path, Hello).JsonAsync();
    }

    [Fact]
    public async Task A_request_that_was_refused_leaves_room_for_the_next()
    {
        await using var server = await ApiServer.StartAsync("--LocalVoice:Http:MaxRequests=1");
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(400, (await server.PostAsync(Path, "{}").RefusalAsync()).Status);
        }
    }

    [Fact]
    public async Task A_server_that_stops_finishes_what_it_serves_and_begins_nothing()
    {
        await using var server = await ApiServer.StartAsync();
        server.Engines.Chat.Replies.Then("Hello there.");
        server.Engines.Chat.LaterWordsHold.Engage();
        var asking = server.PostAsync(Path, Hello);
        await server.Engines.Chat.Begun.ReachesAsync(1);

        var stopping = server.Server.StopAsync();
        Assert.Equal((503, "server_shutting_down", null), await RefusedAsync(server));
        server.Engines.Chat.LaterWordsHold.Release();

        Assert.Equal("Hello there.", (await asking.JsonAsync()).Text("choices.0.message.content"));
        await stopping;
    }

    /// <summary>The stop begins beside the test: what comes before is served.</summary>
    private static async Task<(int, string?, string?)> RefusedAsync(ApiServer server)
    {
        while (true)
        {
            using var response = await server.GetAsync("/v1/audio/voices");
            if (!response.IsSuccessStatusCode)
            {
                return await Task.FromResult(response).RefusalAsync();
            }
        }
    }
}
