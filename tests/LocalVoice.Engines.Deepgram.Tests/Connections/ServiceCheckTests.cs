using LocalVoice.Engines.Deepgram.Tests.Nova;
using LocalVoice.Remote;
using Microsoft.AspNetCore.Http;

namespace LocalVoice.Engines.Deepgram.Tests.Connections;

public sealed class ServiceCheckTests
{
    [Fact]
    public async Task A_check_asks_for_the_projects_with_the_key_and_tells_the_second_requests_time()
    {
        await using var scene = await NovaScene.OpenAsync();
        var asked = new List<string>();
        scene.Service.Refusal = context =>
        {
            asked.Add($"{context.Request.Path} {context.Request.Headers.Authorization} {context.Connection.RemotePort}");
            return context.Response.WriteAsync("""{"projects":[]}""");
        };

        var roundTrip = await scene.Recognizer.CheckAsync(CancellationToken.None);

        Assert.True(roundTrip > TimeSpan.Zero);
        Assert.Equal(2, asked.Count);
        Assert.Single(asked.Distinct());
        Assert.StartsWith($"/v1/projects Token {NovaScene.Key} ", asked[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_with_a_wrong_key_says_so()
    {
        await using var scene = await NovaScene.OpenAsync();
        scene.Service.Refusal = context =>
        {
            context.Response.StatusCode = 401;

            // "Errors", developers.deepgram.com/docs/errors, as of 2025-07.
            return context.Response.WriteAsync("""{"err_code":"INVALID_AUTH","err_msg":"Invalid credentials.","request_id":"uuid"}""");
        };

        var failure = await Assert.ThrowsAsync<BackendException>(() => scene.Recognizer.CheckAsync(CancellationToken.None));

        Assert.Equal(BackendFault.Unauthorized, failure.Fault);
        Assert.Contains("401: Invalid credentials.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Preparing_leaves_a_connection_for_the_first_stream_and_never_throws()
    {
        await using var scene = await NovaScene.OpenAsync();
        var asked = 0;
        scene.Service.Refusal = context =>
        {
            asked++;
            context.Response.StatusCode = 500;
            return Task.CompletedTask;
        };

        await scene.Recognizer.PrepareAsync(CancellationToken.None);
        await scene.Recognizer.PrepareAsync(new CancellationToken(canceled: true));

        Assert.Equal(1, asked);
    }
}
