using System.Text.Json.Nodes;
using LocalVoice.Chat;
using LocalVoice.Engines.OpenAI.Tests.Wire;
using LocalVoice.Remote;
using Microsoft.Extensions.AI;

namespace LocalVoice.Engines.OpenAI.Tests.Chat;

public sealed class ChatRequestTests
{
    private static readonly string Response = ChatChunks.Text("Hola") + ChatChunks.Finish() + ChatChunks.Done;

    [Fact]
    public async Task A_request_says_what_the_service_needs_and_nothing_of_ours()
    {
        await using var chat = new ChatFixture(Response);
        var options = new ChatOptions { ConversationId = "secret-conversation" }.WithPriority(ChatPriority.Speculation);

        await chat.AskAsync(options);

        var request = Assert.Single(chat.Server.Requests);
        Assert.Equal("POST /v1/chat/completions HTTP/1.1", request.Line);
        Assert.Equal($"Bearer {ChatFixture.Key}", request.Header("Authorization"));
        Assert.Equal("application/json", request.Header("Content-Type"));
        Assert.Equal(
            ["max_completion_tokens", "messages", "model", "stream", "stream_options"],
            request.Json.Select(property => property.Key).Order()
        );
        Assert.True((bool)request.Json["stream_options"]!["include_usage"]!);
        Assert.Equal("openai/gpt-oss-20b", (string?)request.Json["model"]);
    }

    [Theory]
    [InlineData("openai", null, "max_completion_tokens")]
    [InlineData("groq", null, "max_completion_tokens")]
    [InlineData("gemini", null, "max_tokens")]
    [InlineData("vllm", null, "max_tokens")]
    [InlineData("vllm", "max_completion_tokens", "max_completion_tokens")]
    [InlineData("openai", "max_tokens", "max_tokens")]
    public async Task The_limit_goes_in_the_field_that_the_service_knows(string service, string? asked, string field)
    {
        await using var chat = new ChatFixture(Response, options => (options.Service, options.TokenLimitField) = (service, asked));

        await chat.AskAsync(new() { MaxOutputTokens = 40 });

        var body = Assert.Single(chat.Server.Requests).Json;
        Assert.Equal([field], body.Select(property => property.Key).Where(key => key.StartsWith("max_", StringComparison.Ordinal)));
        Assert.Equal(40, (int)body[field]!);
    }

    [Fact]
    public async Task No_request_gets_more_than_the_cap()
    {
        await using var chat = new ChatFixture(Response, options => options.MaxOutputTokens = 100);

        await chat.AskAsync(new() { MaxOutputTokens = 4000 });

        Assert.Equal(100, (int)Assert.Single(chat.Server.Requests).Json["max_completion_tokens"]!);
    }

    [Fact]
    public async Task Temperature_and_effort_are_sent_where_they_are_set()
    {
        await using var chat = new ChatFixture(Response, options => (options.Temperature, options.ReasoningEffort) = (0.5f, "none"));

        await chat.AskAsync();

        var body = Assert.Single(chat.Server.Requests).Json;
        Assert.Equal((0.5f, "none"), ((float)body["temperature"]!, (string?)body["reasoning_effort"]));
    }

    [Fact]
    public async Task Tools_their_calls_and_their_results_are_passed_on()
    {
        await using var chat = new ChatFixture(Response);
        var tool = AIFunctionFactory.Create((string city) => city, "weather", "Tells the weather.");
        ChatMessage[] messages =
        [
            new(ChatRole.System, "Sé breve."),
            new(ChatRole.User, "¿Qué tiempo hace?"),
            new(ChatRole.Assistant, [new FunctionCallContent("call_1", "weather", new Dictionary<string, object?> { ["city"] = "Roma" })]),
            new(ChatRole.Tool, [new FunctionResultContent("call_1", "Sol.")]),
        ];

        await chat.Client.GetResponseAsync(messages, new() { Tools = [tool] });

        var body = Assert.Single(chat.Server.Requests).Json;
        Assert.Equal("weather", (string?)body["tools"]![0]!["function"]!["name"]);
        Assert.Equal(["system", "user", "assistant", "tool"], body["messages"]!.AsArray().Select(message => (string?)message!["role"]));
        Assert.Equal("Roma", (string?)JsonNode.Parse((string)body["messages"]![2]!["tool_calls"]![0]!["function"]!["arguments"]!)!["city"]);
        Assert.Equal("call_1", (string?)body["messages"]![3]!["tool_call_id"]);
    }

    [Fact]
    public async Task The_report_tells_who_served_what_was_sent_and_the_round_trip()
    {
        await using var chat = new ChatFixture(Response);

        await chat.AskAsync();

        var use = chat.Report.Read();
        Assert.Same(chat.Client.Info, use.Server);
        Assert.Equal(Assert.Single(chat.Server.Requests).Body.Length, use.BytesSent);
        Assert.Equal((LoopbackConnections.Opening, 1), (use.RoundTrip, use.RoundTrips));
    }

    [Fact]
    public async Task A_server_without_a_key_gets_none()
    {
        await using var chat = new ChatFixture(Response, options => options.Key = "");

        await chat.AskAsync();

        Assert.Null(Assert.Single(chat.Server.Requests).Header("Authorization"));
    }

    [Fact]
    public async Task Responses_one_after_another_share_a_connection()
    {
        await using var chat = new ChatFixture(Response);

        await chat.AskAsync();
        await chat.AskAsync();
        await chat.AskAsync();

        Assert.Equal((3, 1), (chat.Server.Requests.Count, chat.Server.Connections.Count));
    }

    [Fact]
    public async Task A_cancelled_response_is_given_up_at_the_service()
    {
        var hungUp = new TaskCompletionSource();
        await using var server = new ScriptedServer(async request =>
        {
            await request.SendAsync([.. Responses.EventsHead().Select(letter => (byte)letter), .. Responses.Chunk(ChatChunks.Text("Uno"))]);
            await request.HangsUpAsync();
            hungUp.TrySetResult();
        });
        await using var chat = new ChatFixture(server);
        using var cancellation = new CancellationTokenSource();

        var asking = Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in chat.Client.GetStreamingResponseAsync([new(ChatRole.User, "Hola")], null, cancellation.Token))
            {
                await cancellation.CancelAsync();
            }
        });

        Assert.Equal(cancellation.Token, (await asking).CancellationToken);
        await hungUp.Task.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task A_response_that_nobody_reads_on_is_given_up_too()
    {
        var hungUp = new TaskCompletionSource();
        await using var server = new ScriptedServer(async request =>
        {
            await request.SendAsync([.. Responses.EventsHead().Select(letter => (byte)letter), .. Responses.Chunk(ChatChunks.Text("Uno"))]);
            await request.HangsUpAsync();
            hungUp.TrySetResult();
        });
        await using var chat = new ChatFixture(server);

        await foreach (var _ in chat.Client.GetStreamingResponseAsync([new(ChatRole.User, "Hola")]))
        {
            break;
        }

        await hungUp.Task.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task It_tells_service_model_place_and_package()
    {
        await using var chat = new ChatFixture(Response);

        var info = chat.Client.Info;

        Assert.Equal(("llm", "groq", "gpt-oss-20b", "site"), (info.Stage, info.Name, info.Model, info.Device));
        Assert.Matches("^OpenAI [0-9]+[.][0-9.]+$", info.Package);
    }

    [Theory]
    [InlineData("https://api.openai.com/v1", "cloud")]
    [InlineData("https://api.groq.com/openai/v1/", "cloud")]
    [InlineData("https://generativelanguage.googleapis.com/v1beta/openai", "cloud")]
    [InlineData("http://10.0.0.5:8000/v1", "site")]
    public void A_known_cloud_is_one_and_all_else_is_on_site(string url, string device)
    {
        using var connections = new LoopbackConnections();
        using var client = new OpenAIChatClient(
            new() { Url = new(url), Model = "m" },
            connections,
            TimeProvider.System,
            Microsoft.Extensions.Logging.Abstractions.NullLogger<OpenAIChatClient>.Instance
        );

        Assert.Equal(device, client.Info.Device);
    }
}
