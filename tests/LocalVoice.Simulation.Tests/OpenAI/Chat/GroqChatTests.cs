using LocalVoice.Simulation.OpenAI.Chat;
using LocalVoice.Simulation.Servers;

namespace LocalVoice.Simulation.Tests.OpenAI.Chat;

/// <summary>
/// Against a stream of api.groq.com recorded on 2026-02-18 (github.com/pydantic/pydantic-ai,
/// tests/models/cassettes/test_groq/test_tool_use_failed_error_streaming.yaml), and errors that users published.
/// </summary>
public sealed class GroqChatTests : IDisposable
{
    private const string Model = "openai/gpt-oss-120b";

    private readonly RawClient _client = new();

    [Fact]
    public async Task Thoughts_come_as_reasoning_and_usage_as_x_groq_in_the_last_chunk()
    {
        var script = new ScriptedResponse("The tool.") { Reasoning = "We need" };
        await using var service = await ChatRequests.StartAsync(ChatDialect.Groq, script);

        var response = await _client.PostAsync(service.Address, ChatRequests.Path, ChatRequests.Streamed(Model));

        Assert.Equal(
            [
                Chunk("""{"role":"assistant","content":""}""", "null", ""","x_groq":{"id":"req_simulated0001","seed":27718886}"""),
                Chunk("""{"reasoning":"We","channel":"analysis"}"""),
                Chunk("""{"reasoning":" need","channel":"analysis"}"""),
                Chunk("""{"content":"The"}"""),
                Chunk("""{"content":" tool."}"""),
                Chunk("{}", "\"stop\"", $",\"x_groq\":{{\"id\":\"req_simulated0001\",\"usage\":{Usage}}},\"usage\":{Usage}"),
                "data: [DONE]",
            ],
            await response.EventsAsync()
        );
    }

    [Fact]
    public async Task Asked_for_usage_it_comes_in_one_more_chunk_without_choices()
    {
        await using var service = await ChatRequests.StartAsync(ChatDialect.Groq, "Yes.");

        var response = await _client.PostAsync(service.Address, ChatRequests.Path, ChatRequests.Streamed(Model, includeUsage: true));

        var events = await response.EventsAsync();
        Assert.Contains(
            "\"choices\":[],\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":1,\"total_tokens\":6",
            events[^2],
            StringComparison.Ordinal
        );
        Assert.Contains("\"finish_reason\":\"stop\"}],\"x_groq\"", events[^3], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stream_that_stops_early_tells_why_in_x_groq()
    {
        var script = new ScriptedResponse("Half") { StoppedBecause = "out of capacity" };
        await using var service = await ChatRequests.StartAsync(ChatDialect.Groq, script);

        var response = await _client.PostAsync(service.Address, ChatRequests.Path, ChatRequests.Streamed(Model));

        Assert.Contains(
            "\"x_groq\":{\"id\":\"req_simulated0001\",\"error\":\"out of capacity\"",
            (await response.EventsAsync())[^2],
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_tool_call_comes_whole()
    {
        var script = new ScriptedResponse("") { ToolCalls = [new("fc_1", "get_something_by_name", """{"name":"example"}""")] };
        await using var service = await ChatRequests.StartAsync(ChatDialect.Groq, script);

        var response = await _client.PostAsync(service.Address, ChatRequests.Path, ChatRequests.Streamed(Model));

        Assert.Equal(
            Chunk(
                """{"tool_calls":[{"index":0,"id":"fc_1","type":"function","function":"""
                    + """{"name":"get_something_by_name","arguments":"{\"name\":\"example\"}"}}]}"""
            ),
            (await response.EventsAsync())[1]
        );
    }

    [Fact]
    public async Task A_failure_amid_the_stream_is_an_event_of_the_name_error()
    {
        await using var service = await ChatRequests.StartAsync(ChatDialect.Groq, "One two");
        service.Faults.Next(new Fault(FaultKind.ErrorAmid, After: 1));

        var response = await _client.PostAsync(service.Address, ChatRequests.Path, ChatRequests.Streamed(Model));

        Assert.Equal(
            """
            event: error
            data: {"error":{"message":"Internal Server Error","type":"internal_server_error","status_code":500}}
            """,
            (await response.EventsAsync())[^1]
        );
    }

    [Theory]
    [InlineData(
        """{"model":"openai/gpt-oss-120b","messages":[{"role":"user","content":"a"}],"verbosity":"low"}""",
        """{"error":{"message":"property 'verbosity' is unsupported","type":"invalid_request_error"}}"""
    )]
    [InlineData(
        """{"model":"openai/gpt-oss-120b","messages":[{"role":"user","content":"a","metadata":{}}]}""",
        """{"error":{"message":"'messages.0' : property 'metadata' is unsupported","type":"invalid_request_error"}}"""
    )]
    public async Task A_bad_request_is_refused_without_param(string request, string body)
    {
        await using var service = await ChatRequests.StartAsync(ChatDialect.Groq, "Yes.");

        var response = await _client.PostAsync(service.Address, ChatRequests.Path, request);

        Assert.Equal((400, body), ((int)response.StatusCode, await response.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task A_wrong_key_is_refused()
    {
        await using var service = await ChatRequests.StartAsync(ChatDialect.Groq, "Yes.");
        using var stranger = new RawClient("gsk_other");

        var response = await stranger.PostAsync(service.Address, ChatRequests.Path, ChatRequests.Plain(Model));

        Assert.Equal(
            (401, """{"error":{"message":"Invalid API Key","type":"invalid_request_error","code":"invalid_api_key"}}"""),
            ((int)response.StatusCode, await response.Content.ReadAsStringAsync())
        );
    }

    [Fact]
    public async Task Too_many_requests_tell_when_to_come_again()
    {
        await using var service = await ChatRequests.StartAsync(ChatDialect.Groq, "Yes.");
        service.Faults.Next(new Fault(FaultKind.RateLimited) { RetryAfter = TimeSpan.FromSeconds(5.289) });

        var response = await _client.PostAsync(service.Address, ChatRequests.Path, ChatRequests.Plain(Model));

        var error = (await response.JsonAsync())["error"]!;
        Assert.Equal((429, "6"), ((int)response.StatusCode, response.Header("retry-after")));
        Assert.Equal(("tokens", "rate_limit_exceeded"), ((string?)error["type"], (string?)error["code"]));
        Assert.Contains("Please try again in 5.289s.", (string?)error["message"], StringComparison.Ordinal);
    }

    public void Dispose() => _client.Dispose();

    private const string Usage =
        """{"prompt_tokens":5,"completion_tokens":4,"total_tokens":9,"queue_time":0.005,"prompt_time":0.00025,"completion_time":0.01,"""
        + "\"total_time\":0.01025,\"completion_tokens_details\":{\"reasoning_tokens\":2}}";

    private static string Chunk(string delta, string finishReason = "null", string more = "") =>
        "data: {\"id\":\"chatcmpl-simulated0001\",\"object\":\"chat.completion.chunk\",\"created\":1694268190,"
        + "\"model\":\"openai/gpt-oss-120b\",\"system_fingerprint\":\"fp_e8236260a9\",\"choices\":[{\"index\":0,\"delta\":"
        + $"{delta},\"logprobs\":null,\"finish_reason\":{finishReason}}}]{more}}}";
}
