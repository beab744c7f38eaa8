using LocalVoice.Simulation.OpenAI.Chat;

namespace LocalVoice.Simulation.Tests.OpenAI.Chat;

/// <summary>
/// Errors as OpenAI words them: its guide "Error codes", and bodies that users published: reasoning_effort (2025-06-04,
/// github.com/davidmigloz/langchain_dart/issues/712), max_tokens (2025-08-22, github.com/griptape-ai/ComfyUI-Griptape/issues/312),
/// content (2025-08-24, github.com/pydantic/pydantic-ai/issues/2653), empty messages (2024-08-11,
/// github.com/CopilotKit/CopilotKit/issues/529), model (2026, tests/cassettes/test_model_name_suggestions of pydantic-ai).
/// </summary>
public sealed class OpenAIRefusalTests : IDisposable
{
    private readonly RawClient _client = new();

    [Theory]
    [InlineData(
        """{"model":"gpt-4o-mini","messages":[{"role":"user","content":"a"}],"reasoning_effort":"low"}""",
        "Unrecognized request argument supplied: reasoning_effort",
        null,
        null
    )]
    [InlineData(
        """{"model":"gpt-5-mini","messages":[{"role":"user","content":"a"}],"max_tokens":10}""",
        "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
        "max_tokens",
        "unsupported_parameter"
    )]
    [InlineData(
        """{"model":"gpt-4o-mini","messages":[{"role":"system","content":"a"},{"role":"user","content":{}}]}""",
        "Invalid type for 'messages[1].content': expected one of a string or array of objects, but got an object instead.",
        "messages[1].content",
        "invalid_type"
    )]
    [InlineData(
        """{"model":"gpt-4o-mini","messages":[]}""",
        "Invalid 'messages': empty array. Expected an array with minimum length 1, but got an empty array instead.",
        "messages",
        "empty_array"
    )]
    [InlineData(
        """{"model":"gpt-4o-mini","messages":[{"role":"user","content":"a"}],"temperature":2.5}""",
        "Invalid 'temperature': decimal above maximum value. Expected a value <= 2, but got 2.5 instead.",
        "temperature",
        "decimal_above_max_value"
    )]
    [InlineData(
        """{"model":"gpt-4o-mini","messages":[{"role":"user","content":"a"}],"stream":"yes"}""",
        "Invalid type for 'stream': expected a boolean, but got a string instead.",
        "stream",
        "invalid_type"
    )]
    [InlineData(
        """{"model":"gpt-4o-mini","messages":[{"role":"agent","content":"a"}]}""",
        "Invalid value: 'agent'. Supported values are: 'system', 'assistant', 'user', 'function', 'tool', and 'developer'.",
        "messages[0].role",
        "invalid_value"
    )]
    [InlineData(
        """{"model":"gpt-4o-mini","messages":[{"role":"user","content":"a"}],"stream_options":{"include_usage":true}}""",
        "The 'stream_options' parameter is only allowed when 'stream' is enabled.",
        "stream_options",
        null
    )]
    [InlineData(
        """{"model":"gpt-4o-mini","messages":[{"role":"tool","content":"a","tool_call_id":"call_1"}]}""",
        "Invalid parameter: messages with role 'tool' must be a response to a preceeding message with 'tool_calls'.",
        "messages.[0].role",
        null
    )]
    [InlineData(
        """
            {"model":"gpt-4o-mini","messages":[{"role":"assistant","tool_calls":[{"id":"call_1"},{"id":"call_2"}]},
            {"role":"tool","content":"a","tool_call_id":"call_1"},{"role":"user","content":"a"}]}
            """,
        "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. The following "
            + "tool_call_ids did not have response messages: call_2",
        "messages.[2].role",
        null
    )]
    [InlineData("""{"messages":[{"role":"user","content":"a"}]}""", "you must provide a model parameter", null, null)]
    public async Task A_bad_request_is_refused_in_the_words_of_the_service(string request, string message, string? path, string? code)
    {
        await using var service = await ChatRequests.StartAsync(ChatDialect.OpenAI, "Yes.");

        var response = await _client.PostAsync(service.Address, ChatRequests.Path, request);

        Assert.Equal((400, Error(message, path, code)), ((int)response.StatusCode, await response.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task A_model_that_there_is_not_is_a_404()
    {
        await using var service = await ChatRequests.StartAsync(ChatDialect.OpenAI, "Yes.");

        var response = await _client.PostAsync(service.Address, ChatRequests.Path, ChatRequests.Plain("gpt-5.2-proo"));

        Assert.Equal(
            (404, Error("The model `gpt-5.2-proo` does not exist or you do not have access to it.", null, "model_not_found")),
            ((int)response.StatusCode, await response.Content.ReadAsStringAsync())
        );
    }

    [Fact]
    public async Task A_wrong_key_is_shown_by_its_ends_and_is_not_recorded()
    {
        await using var service = await ChatRequests.StartAsync(ChatDialect.OpenAI, "Yes.");
        using var stranger = new RawClient("sk-stranger-9999");

        var response = await stranger.PostAsync(service.Address, ChatRequests.Path, ChatRequests.Plain("gpt-4o-mini"));

        var error = (await response.JsonAsync())["error"]!;
        Assert.Equal((401, "invalid_api_key"), ((int)response.StatusCode, (string?)error["code"]));
        Assert.StartsWith("Incorrect API key provided: sk-s********9999. ", (string?)error["message"], StringComparison.Ordinal);
        Assert.DoesNotContain("authorization", service.Journal.Requests[0].Headers.Keys);
    }

    [Fact]
    public async Task A_request_without_a_key_is_a_401_without_code()
    {
        await using var service = await ChatRequests.StartAsync(ChatDialect.OpenAI, "Yes.");
        using var nobody = new RawClient(key: null);

        var response = await nobody.PostAsync(service.Address, ChatRequests.Path, ChatRequests.Plain("gpt-4o-mini"));

        var error = (await response.JsonAsync())["error"]!;
        Assert.Equal((401, null), ((int)response.StatusCode, (string?)error["code"]));
        Assert.StartsWith("You didn't provide an API key. ", (string?)error["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_path_that_there_is_not_and_a_method_that_is_not_allowed_are_refused()
    {
        await using var service = await ChatRequests.StartAsync(ChatDialect.OpenAI, "Yes.");

        var lost = await _client.PostAsync(service.Address, "chat/complete", "{}");
        var wrong = await _client.GetAsync(service.Address, ChatRequests.Path);

        Assert.Equal((404, 405), ((int)lost.StatusCode, (int)wrong.StatusCode));
        Assert.Equal("Invalid URL (POST /v1/chat/complete)", (string?)(await lost.JsonAsync())["error"]!["message"]);
    }

    public void Dispose() => _client.Dispose();

    private static string Error(string message, string? path, string? code) =>
        $"{{\"error\":{{\"message\":\"{message}\",\"type\":\"invalid_request_error\",\"param\":{Json(path)},\"code\":{Json(code)}}}}}";

    private static string Json(string? text) => text is null ? "null" : $"\"{text}\"";
}
