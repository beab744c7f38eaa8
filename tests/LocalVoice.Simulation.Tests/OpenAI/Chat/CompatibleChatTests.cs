using LocalVoice.Simulation.OpenAI.Chat;

namespace LocalVoice.Simulation.Tests.OpenAI.Chat;

/// <summary>Against vLLM's server: the words of github.com/vllm-project/vllm/issues/3485 (2024-03-19), now inside <c>error</c>.</summary>
public sealed class CompatibleChatTests : IDisposable
{
    private readonly RawClient _client = new();

    [Fact]
    public async Task A_server_of_ones_own_needs_no_key_and_passes_over_what_it_does_not_know()
    {
        await using var service = await SimulatedChatService.StartAsync(
            ChatRequests.Options(ChatDialect.Compatible) with
            {
                ApiKey = null,
                Respond = text => text,
            }
        );
        using var nobody = new RawClient(key: null);

        var response = await nobody.PostAsync(
            service.Address,
            ChatRequests.Path,
            ChatRequests.Plain("local-model", ",\"top_k\":5,\"reasoning\":true")
        );

        Assert.Equal("Hello there", (string?)(await response.JsonAsync())["choices"]![0]!["message"]!["content"]);
    }

    [Fact]
    public async Task Errors_have_the_status_as_code_and_a_wrong_key_a_bare_string()
    {
        await using var service = await ChatRequests.StartAsync(ChatDialect.Compatible, "Yes.");
        using var stranger = new RawClient("other");

        var unknown = await _client.PostAsync(service.Address, ChatRequests.Path, ChatRequests.Plain("x"));
        var wrong = await stranger.PostAsync(service.Address, ChatRequests.Path, ChatRequests.Plain("local-model"));

        Assert.Equal(
            """{"error":{"message":"The model `x` does not exist.","type":"NotFoundError","param":"model","code":404}}""",
            await unknown.Content.ReadAsStringAsync()
        );
        Assert.Equal((401, """{"error":"Unauthorized"}"""), ((int)wrong.StatusCode, await wrong.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task Thoughts_come_as_reasoning_content()
    {
        var script = new ScriptedResponse("Yes.") { Reasoning = "Hm" };
        await using var service = await ChatRequests.StartAsync(ChatDialect.Compatible, script);

        var response = await _client.PostAsync(service.Address, ChatRequests.Path, ChatRequests.Streamed("local-model"));

        Assert.Contains("\"delta\":{\"reasoning_content\":\"Hm\"}", (await response.EventsAsync())[1], StringComparison.Ordinal);
    }

    public void Dispose() => _client.Dispose();
}
