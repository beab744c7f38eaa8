using System.Net;
using System.Text.Json.Nodes;
using LocalVoice.Simulation.OpenAI.Chat;

namespace LocalVoice.Simulation.Tests.OpenAI.Chat;

/// <summary>
/// Against the examples of OpenAI's OpenAPI description 2.3.0, <c>/chat/completions</c> "Default", "Streaming" and "Functions"
/// (github.com/openai/openai-openapi, 2026-08-21); identifiers are the simulation's own.
/// </summary>
public sealed class OpenAIChatTests : IDisposable
{
    private readonly RawClient _client = new();

    [Fact]
    public async Task A_completion_is_the_object_of_the_reference()
    {
        await using var service = await ChatRequests.StartAsync(
            ChatDialect.OpenAI,
            new ScriptedResponse("How can I assist you?") { CachedTokens = 2 }
        );

        var response = await _client.PostAsync(service.Address, ChatRequests.Path, ChatRequests.Plain("gpt-4o-mini"));

        Assert.Equal((HttpStatusCode.OK, "application/json"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        var expected = JsonNode.Parse(
            """
            {
              "id": "chatcmpl-simulated0001",
              "object": "chat.completion",
              "created": 1694268190,
              "model": "gpt-4o-mini",
              "choices": [{
                "index": 0,
                "message": {"role": "assistant", "content": "How can I assist you?", "refusal": null, "annotations": []},
                "logprobs": null,
                "finish_reason": "stop"
              }],
              "usage": {
                "prompt_tokens": 5, "completion_tokens": 5, "total_tokens": 10,
                "prompt_tokens_details": {"cached_tokens": 2, "audio_tokens": 0},
                "completion_tokens_details": {
                  "reasoning_tokens": 0, "audio_tokens": 0, "accepted_prediction_tokens": 0, "rejected_prediction_tokens": 0
                }
              },
              "service_tier": "default",
              "system_fingerprint": "fp_44709d6fcb"
            }
            """
        );
        Assert.True(JsonNode.DeepEquals(expected, await response.JsonAsync()));
    }

    [Fact]
    public async Task A_stream_begins_with_the_role_and_ends_with_reason_and_done()
    {
        await using var service = await ChatRequests.StartAsync(ChatDialect.OpenAI, "Sí, señor.");

        var response = await _client.PostAsync(service.Address, ChatRequests.Path, ChatRequests.Streamed("gpt-4o-mini"));

        Assert.Equal("text/event-stream; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        Assert.Equal(
            string.Concat(
                Chunk("""{"role":"assistant","content":"","refusal":null}"""),
                Chunk("""{"content":"Sí,"}"""),
                Chunk("""{"content":" señor."}"""),
                Chunk("{}", "\"stop\""),
                "data: [DONE]\n\n"
            ),
            await response.Content.ReadAsStringAsync()
        );
    }

    [Fact]
    public async Task The_usage_comes_in_a_last_chunk_without_choices_and_as_null_before()
    {
        await using var service = await ChatRequests.StartAsync(ChatDialect.OpenAI, "Yes.");

        var response = await _client.PostAsync(
            service.Address,
            ChatRequests.Path,
            ChatRequests.Streamed("gpt-4o-mini", includeUsage: true)
        );

        var chunks = (await response.EventsAsync())[..^1].Select(text => JsonNode.Parse(text["data: ".Length..])!.AsObject()).ToArray();
        Assert.All(chunks[..^1], chunk => Assert.True(chunk.TryGetPropertyValue("usage", out var usage) && usage is null));
        Assert.Empty(chunks[^1]["choices"]!.AsArray());
        Assert.Equal((5, 1, 6), Usage(chunks[^1]["usage"]!));
    }

    [Fact]
    public async Task A_tool_call_comes_with_its_name_first_and_then_pieces_of_its_arguments()
    {
        var script = new ScriptedResponse("") { ToolCalls = [new("call_abc123", "get_current_weather", """{"location": "Boston, MA"}""")] };
        await using var service = await ChatRequests.StartAsync(ChatDialect.OpenAI, script);

        var response = await _client.PostAsync(service.Address, ChatRequests.Path, ChatRequests.Streamed("gpt-4o-mini"));

        Assert.Equal(
            string.Concat(
                Chunk("""{"role":"assistant","content":null,"refusal":null}"""),
                Chunk(
                    """{"tool_calls":[{"index":0,"id":"call_abc123","type":"function","""
                        + "\"function\":{\"name\":\"get_current_weather\",\"arguments\":\"\"}}]}"
                ),
                Chunk("""{"tool_calls":[{"index":0,"function":{"arguments":"{\"location\":"}}]}"""),
                Chunk("""{"tool_calls":[{"index":0,"function":{"arguments":" \"Boston,"}}]}"""),
                Chunk("""{"tool_calls":[{"index":0,"function":{"arguments":" MA\"}"}}]}"""),
                Chunk("{}", "\"tool_calls\""),
                "data: [DONE]\n\n"
            ),
            await response.Content.ReadAsStringAsync()
        );
    }

    [Fact]
    public async Task The_response_names_its_request_and_what_is_left_of_the_limits()
    {
        await using var service = await ChatRequests.StartAsync(ChatDialect.OpenAI, "Yes.");

        var response = await _client.PostAsync(service.Address, ChatRequests.Path, ChatRequests.Plain("gpt-4o-mini"));

        Assert.Equal("req_simulated0001", response.Header("x-request-id"));
        Assert.True(int.Parse(response.Header("openai-processing-ms"), null) >= 0);
        Assert.Equal("2020-10-01", response.Header("openai-version"));
        Assert.Equal(
            ("4999", "159976"),
            (response.Header("x-ratelimit-remaining-requests"), response.Header("x-ratelimit-remaining-tokens"))
        );
        Assert.Equal(("12ms", "9ms"), (response.Header("x-ratelimit-reset-requests"), response.Header("x-ratelimit-reset-tokens")));
    }

    [Fact]
    public async Task A_limit_of_tokens_cuts_the_response_and_says_length()
    {
        await using var service = await ChatRequests.StartAsync(ChatDialect.OpenAI, "One two three four");

        var response = await _client.PostAsync(
            service.Address,
            ChatRequests.Path,
            ChatRequests.Plain("gpt-4o-mini", ",\"max_completion_tokens\":2")
        );

        var choice = (await response.JsonAsync())["choices"]![0]!;
        Assert.Equal(("One two", "length"), ((string?)choice["message"]!["content"], (string?)choice["finish_reason"]));
    }

    [Fact]
    public async Task The_models_are_listed_and_told_one_by_one()
    {
        await using var service = await ChatRequests.StartAsync(ChatDialect.OpenAI, "Yes.");

        var list = await (await _client.GetAsync(service.Address, "models")).JsonAsync();
        var one = await (await _client.GetAsync(service.Address, "models/gpt-4o-mini")).JsonAsync();

        Assert.Equal("list", (string?)list["object"]);
        Assert.Contains("gpt-4o-mini", list["data"]!.AsArray().Select(model => (string?)model!["id"]));
        Assert.Equal("""{"id":"gpt-4o-mini","object":"model","created":1727740800,"owned_by":"openai"}""", one.ToJsonString());
    }

    public void Dispose() => _client.Dispose();

    private static string Chunk(string delta, string finishReason = "null") =>
        "data: {\"id\":\"chatcmpl-simulated0001\",\"object\":\"chat.completion.chunk\",\"created\":1694268190,\"model\":\"gpt-4o-mini\","
        + "\"service_tier\":\"default\",\"system_fingerprint\":\"fp_44709d6fcb\",\"choices\":[{\"index\":0,\"delta\":"
        + $"{delta},\"logprobs\":null,\"finish_reason\":{finishReason}}}],\"obfuscation\":\"0aZ9xKq2\"}}\n\n";

    private static (int, int, int) Usage(JsonNode usage) =>
        ((int)usage["prompt_tokens"]!, (int)usage["completion_tokens"]!, (int)usage["total_tokens"]!);
}
