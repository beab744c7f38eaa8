using System.Text.Json.Nodes;
using LocalVoice.Simulation.OpenAI.Chat;
using LocalVoice.Simulation.Servers;

namespace LocalVoice.Simulation.Tests.OpenAI.Chat;

/// <summary>
/// Against what users of generativelanguage.googleapis.com/v1beta/openai captured: a last chunk (gemini-2.5-flash, 2026-07-19), a
/// filtered response (gemini-3.5-flash, 2026), a wrong key (github.com/cequence-io/openai-scala-client/issues/109, 2026-03-05), no
/// key (github.com/NVIDIA/NemoClaw/issues/2093, 2026-04-20), an unknown field
/// (github.com/SuzumiyaAkizuki/ComfyUI-NewBie-LLM-Formatter/issues/3, 2026-01-10).
/// </summary>
public sealed class GeminiChatTests : IDisposable
{
    private readonly RawClient _client = new();

    [Fact]
    public async Task Every_delta_names_the_role_and_the_last_one_the_reason_and_the_usage()
    {
        await using var service = await ChatRequests.StartAsync(ChatDialect.Gemini, new ScriptedResponse("Oh yes.") { CachedTokens = 3 });

        var response = await _client.PostAsync(
            service.Address,
            ChatRequests.Path,
            ChatRequests.Streamed("gemini-2.5-flash", includeUsage: true)
        );

        Assert.Equal(
            [
                Chunk("""{"delta":{"content":"Oh","role":"assistant"},"index":0}"""),
                Chunk(
                    """{"delta":{"content":" yes.","role":"assistant"},"finish_reason":"stop","index":0}""",
                    ",\"usage\":{\"completion_tokens\":2,\"prompt_tokens\":5,"
                        + "\"prompt_tokens_details\":{\"cached_tokens\":3},\"total_tokens\":7}"
                ),
                "data: [DONE]",
            ],
            await response.EventsAsync()
        );
    }

    [Fact]
    public async Task A_filtered_stream_has_a_reason_and_no_content()
    {
        await using var service = await ChatRequests.StartAsync(ChatDialect.Gemini, ScriptedResponse.Filtered());

        var response = await _client.PostAsync(service.Address, ChatRequests.Path, ChatRequests.Streamed("gemini-2.5-flash"));

        var events = await response.EventsAsync();
        Assert.Equal(2, events.Length);
        Assert.StartsWith(
            """data: {"choices":[{"delta":{"role":"assistant"},"finish_reason":"content_filter: SAFETY","index":0}]""",
            events[0],
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_filtered_completion_has_not_even_a_message()
    {
        await using var service = await ChatRequests.StartAsync(ChatDialect.Gemini, ScriptedResponse.Filtered("PROHIBITED_CONTENT"));

        var response = await _client.PostAsync(service.Address, ChatRequests.Path, ChatRequests.Plain("models/gemini-2.5-flash"));

        Assert.Equal(
            """[{"finish_reason":"content_filter: PROHIBITED_CONTENT","index":0}]""",
            (await response.JsonAsync())["choices"]!.ToJsonString()
        );
    }

    [Fact]
    public async Task A_wrong_key_is_a_bad_request_in_an_array()
    {
        await using var service = await ChatRequests.StartAsync(ChatDialect.Gemini, "Yes.");
        using var stranger = new RawClient("AIza-other");
        using var nobody = new RawClient(key: null);

        var wrong = await stranger.PostAsync(service.Address, ChatRequests.Path, ChatRequests.Plain("gemini-2.5-flash"));
        var missing = await nobody.PostAsync(service.Address, ChatRequests.Path, ChatRequests.Plain("gemini-2.5-flash"));

        Assert.Equal((400, 400), ((int)wrong.StatusCode, (int)missing.StatusCode));
        Assert.Equal(
            """[{"error":{"code":400,"message":"Missing or invalid Authorization header.","status":"INVALID_ARGUMENT"}}]""",
            await missing.Content.ReadAsStringAsync()
        );
        Assert.Equal("API_KEY_INVALID", (string?)(await wrong.JsonAsync())[0]!["error"]!["details"]![0]!["reason"]);
    }

    [Fact]
    public async Task An_unknown_field_is_refused_by_its_name()
    {
        await using var service = await ChatRequests.StartAsync(ChatDialect.Gemini, "Yes.");

        var response = await _client.PostAsync(
            service.Address,
            ChatRequests.Path,
            ChatRequests.Plain("gemini-2.5-flash", ",\"reasoning\":{}")
        );

        var expected = JsonNode.Parse(
            """
            [{"error": {
              "code": 400,
              "message": "Invalid JSON payload received. Unknown name \"reasoning\": Cannot find field.",
              "status": "INVALID_ARGUMENT",
              "details": [{
                "@type": "type.googleapis.com/google.rpc.BadRequest",
                "fieldViolations": [{"description": "Invalid JSON payload received. Unknown name \"reasoning\": Cannot find field."}]
              }]
            }}]
            """
        );
        Assert.Equal(400, (int)response.StatusCode);
        Assert.True(JsonNode.DeepEquals(expected, await response.JsonAsync()));
    }

    [Fact]
    public async Task The_time_to_wait_is_a_detail_and_no_header()
    {
        await using var service = await ChatRequests.StartAsync(ChatDialect.Gemini, "Yes.");
        service.Faults.Next(new Fault(FaultKind.RateLimited) { RetryAfter = TimeSpan.FromSeconds(37) }, new Fault(FaultKind.RateLimited));

        var told = await _client.PostAsync(service.Address, ChatRequests.Path, ChatRequests.Plain("gemini-2.5-flash"));
        var untold = await _client.PostAsync(service.Address, ChatRequests.Path, ChatRequests.Plain("gemini-2.5-flash"));

        Assert.Equal((429, 429), ((int)told.StatusCode, (int)untold.StatusCode));
        Assert.Null(told.Headers.RetryAfter);
        Assert.Equal(
            """[{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"37s"}]""",
            (await told.JsonAsync())[0]!["error"]!["details"]!.ToJsonString()
        );
        Assert.Null((await untold.JsonAsync())[0]!["error"]!["details"]);
    }

    [Fact]
    public async Task Models_are_listed_with_their_prefix()
    {
        await using var service = await ChatRequests.StartAsync(ChatDialect.Gemini, "Yes.");

        var list = await (await _client.GetAsync(service.Address, "models")).JsonAsync();

        Assert.Equal("models/gemini-2.5-flash", (string?)list["data"]![0]!["id"]);
    }

    public void Dispose() => _client.Dispose();

    private static string Chunk(string choice, string usage = "") =>
        $"data: {{\"choices\":[{choice}],\"created\":1694268190,\"id\":\"chatcmpl-simulated0001\","
        + $"\"model\":\"gemini-2.5-flash\",\"object\":\"chat.completion.chunk\"{usage}}}";
}
