using System.Net;
using System.Net.Sockets;
using System.Text;
using LocalVoice.Engines.OpenAI.Tests.Wire;
using LocalVoice.Remote;
using LocalVoice.Testing.Fakes;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Time.Testing;

namespace LocalVoice.Engines.OpenAI.Tests.Chat;

public sealed class ChatFailureTests
{
    private const string Said = "¿Quién";
    private static readonly string Response = ChatChunks.Text("Hola") + ChatChunks.Finish() + ChatChunks.Done;

    /// <summary>As the providers' documents on errors show them, the free text replaced by what a user might have said.</summary>
    public static TheoryData<int, string, BackendFault, string> Refusals =>
        new()
        {
            {
                401,
                """{"error":{"message":"¿Quién mató a Kennedy?","type":"invalid_request_error","code":"invalid_api_key"}}""",
                BackendFault.Unauthorized,
                "refused the key (401, invalid_api_key, invalid_request_error); check GROQ_API_KEY."
            },
            { 403, "", BackendFault.Unauthorized, "refused the key (403); check GROQ_API_KEY." },
            {
                400,
                """[{"error":{"code":400,"message":"¿Quién?","status":"INVALID_ARGUMENT","details":[{"reason":"API_KEY_INVALID"}]}}]""",
                BackendFault.Unauthorized,
                "refused the key (400, INVALID_ARGUMENT, API_KEY_INVALID); check GROQ_API_KEY."
            },
            { 402, "", BackendFault.PaymentRequired, "has no credit left for the account of GROQ_API_KEY (402); check its billing." },
            {
                429,
                """{"error":{"message":"¿Quién mató a Kennedy?","type":"insufficient_quota","param":null,"code":"insufficient_quota"}}""",
                BackendFault.PaymentRequired,
                "has no credit left for the account of GROQ_API_KEY (429, insufficient_quota); check its billing."
            },
            {
                429,
                """{"error":{"message":"¿Quién mató a Kennedy?","type":"tokens","code":"rate_limit_exceeded"}}""",
                BackendFault.RateLimited,
                "has had too many requests (429, rate_limit_exceeded, tokens); check its limits."
            },
            { 498, "", BackendFault.RateLimited, "has had too many requests (498); check its limits." },
            {
                404,
                """{"error":{"message":"¿Quién mató a Kennedy?","type":"invalid_request_error","code":"model_not_found"}}""",
                BackendFault.Rejected,
                "did not accept the request (404, model_not_found, invalid_request_error); "
                    + "check Model 'openai/gpt-oss-20b' and the options."
            },
            {
                422,
                "¿Quién mató a Kennedy?",
                BackendFault.Rejected,
                "did not accept the request (422); check Model 'openai/gpt-oss-20b' and the options."
            },
            { 307, "", BackendFault.Rejected, "redirects (307), which is not followed; check Url." },
            { 503, "<html>¿Quién mató a Kennedy?</html>", BackendFault.ServiceError, "failed (503); check its status page." },
        };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_refusal_is_told_by_its_kind_and_never_in_the_services_words(
        int status,
        string body,
        BackendFault fault,
        string message
    )
    {
        await using var chat = new ChatFixture(Responses.Json(status, body), options => options.Retries = 0);

        var failure = await chat.FailsAsync();

        Assert.Equal(fault, failure.Fault);
        Assert.Equal($"groq (127.0.0.1:{chat.Server.Address.Port}) {message}", failure.Message);
        Assert.DoesNotContain(Said, failure.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("retry-after: 7.66\r\n", 7.66)]
    [InlineData("retry-after-ms: 250\r\nretry-after: 1\r\n", 0.25)]
    [InlineData("", null)]
    public async Task The_wait_that_a_service_asks_for_is_told(string headers, double? seconds)
    {
        await using var chat = new ChatFixture(Responses.Json(429, "{}", headers));

        var failure = await chat.FailsAsync();

        Assert.Equal(seconds, failure.RetryAfter?.TotalSeconds);
        Assert.Single(chat.Server.Requests);
    }

    [Theory]
    [InlineData(503, "")]
    [InlineData(500, "retry-after-ms: 5\r\n")]
    [InlineData(429, "retry-after-ms: 5\r\n")]
    public async Task A_failure_that_cost_no_time_is_tried_once_more(int status, string headers)
    {
        var first = true;
        await using var server = new ScriptedServer(request =>
        {
            var failing = first;
            first = false;
            return request.SendAsync(failing ? Responses.Json(status, "{}", headers) : Responses.Events(Response));
        });
        await using var chat = new ChatFixture(server);

        Assert.Equal("Hola", ChatFixture.TextOf(await chat.AskAsync()));
        Assert.Equal(2, server.Requests.Count);
        Assert.Equal(server.Requests.Sum(request => request.Body.Length), chat.Report.Read().BytesSent);
    }

    [Fact]
    public async Task It_is_tried_no_third_time()
    {
        await using var chat = new ChatFixture(Responses.Json(503, "{}"));

        Assert.Equal(BackendFault.ServiceError, (await chat.FailsAsync()).Fault);
        Assert.Equal(2, chat.Server.Requests.Count);
    }

    [Fact]
    public async Task A_refused_connection_is_unreachable()
    {
        var server = new ScriptedServer([]);
        await server.DisposeAsync();
        await using var chat = new ChatFixture(server);

        var failure = await chat.FailsAsync();

        Assert.Equal(BackendFault.Unreachable, failure.Fault);
        Assert.EndsWith("refused the connection; check Url and the network.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_without_an_address_is_unreachable()
    {
        await using var server = new ScriptedServer([]);
        await using var chat = new ChatFixture(server, options => options.Url = new("http://no-such-host.invalid/v1"));

        Assert.Equal(BackendFault.Unreachable, (await chat.FailsAsync()).Fault);
    }

    [Fact]
    public async Task A_connection_that_does_not_open_in_time_is_unreachable()
    {
        var time = new FakeTimeProvider();
        using var connecting = new EndlessConnections();
        using var client = new OpenAIChatClient(
            new() { Model = "m", Service = "groq" },
            connecting,
            time,
            new Testing.Logging.RecordedLog<OpenAIChatClient>()
        );
        var asking = Assert.ThrowsAsync<BackendException>(() => client.GetResponseAsync([new(ChatRole.User, "Hola")]));
        await connecting.Begun.ReachesAsync(1);

        time.Advance(TimeSpan.FromSeconds(2));

        var failure = await asking;
        Assert.Equal(BackendFault.Unreachable, failure.Fault);
        Assert.EndsWith("gave no connection within 2 s; check Url and the network.", failure.Message, StringComparison.Ordinal);
        Assert.Equal(1, connecting.Begun.Count);
    }

    [Fact]
    public async Task An_answer_that_is_no_TLS_is_a_failure_of_TLS()
    {
        await using var server = new ScriptedServer([]);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var answering = AnswerPlainlyAsync(listener);
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        await using var chat = new ChatFixture(
            server,
            options => (options.Url, options.Retries) = (new($"https://127.0.0.1:{port}/v1"), 0)
        );

        Assert.Equal(BackendFault.Tls, (await chat.FailsAsync()).Fault);
        await answering;
    }

    [Fact]
    public async Task What_the_air_gap_forbids_is_passed_on_as_it_is()
    {
        var forbidden = new BackendException(BackendFault.AirGapped, "The air gap forbids api.openai.com.");
        using var client = new OpenAIChatClient(
            new() { Model = "m" },
            new FailingConnections(new HttpRequestException("wrapped", forbidden)),
            TimeProvider.System,
            new Testing.Logging.RecordedLog<OpenAIChatClient>()
        );

        Assert.Same(forbidden, await Assert.ThrowsAsync<BackendException>(() => client.GetResponseAsync([new(ChatRole.User, "Hola")])));
    }

    [Fact]
    public async Task No_token_in_time_is_a_stall()
    {
        var time = new FakeTimeProvider();
        var asked = new Counter();
        await using var server = new ScriptedServer(async request =>
        {
            asked.Increment();
            await request.HangsUpAsync();
        });
        await using var chat = new ChatFixture(server, time: time);
        var asking = chat.FailsAsync();
        await asked.ReachesAsync(1);

        time.Advance(TimeSpan.FromSeconds(5));

        var failure = await asking;
        Assert.Equal(BackendFault.Stalled, failure.Fault);
        Assert.EndsWith("sent no token within 5 s.", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(": still here\n\n")]
    [InlineData("data: {\"id\":\"c\",\"choi")]
    public async Task A_stream_that_brings_nothing_more_in_time_is_a_stall(string drip)
    {
        var time = new FakeTimeProvider();
        await using var server = new ScriptedServer(async request =>
        {
            await request.SendAsync(Responses.EventsHead());
            await request.SendAsync(Responses.Chunk(ChatChunks.Text("Uno")));
            await request.SendAsync(Responses.Chunk(drip));
            await request.HangsUpAsync();
        });
        await using var chat = new ChatFixture(server, time: time);
        var first = new TaskCompletionSource();
        var asking = Assert.ThrowsAsync<BackendException>(async () =>
        {
            await foreach (var _ in chat.Client.GetStreamingResponseAsync([new(ChatRole.User, "Hola")]))
            {
                first.TrySetResult();
            }
        });
        await first.Task.WaitAsync(TimeSpan.FromSeconds(10));

        while (!asking.IsCompleted)
        {
            // The reader waits for the next piece from some moment on.
            time.Advance(TimeSpan.FromSeconds(3));
            await Task.Yield();
        }

        var failure = await asking;
        Assert.Equal(BackendFault.Stalled, failure.Fault);
        Assert.EndsWith("sent nothing more of its response within 3 s.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_slow_reader_is_no_stall()
    {
        var time = new FakeTimeProvider();
        await using var server = new ScriptedServer(request => request.SendAsync(Responses.Events(ChatChunks.Text("Uno") + Response)));
        await using var chat = new ChatFixture(server, time: time);
        var text = "";

        await foreach (var update in chat.Client.GetStreamingResponseAsync([new(ChatRole.User, "Hola")]))
        {
            text += update.Text;
            time.Advance(TimeSpan.FromMinutes(5));
        }

        Assert.Equal("UnoHola", text);
    }

    [Fact]
    public async Task A_connection_that_ends_amid_the_stream_interrupts_it()
    {
        await using var server = new ScriptedServer(async request =>
        {
            await request.SendAsync(Responses.EventsHead());
            await request.SendAsync(Responses.Chunk(ChatChunks.Text("Uno")));
            request.Close();
        });
        await using var chat = new ChatFixture(server);

        Assert.Equal(BackendFault.Interrupted, (await chat.FailsAsync()).Fault);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task So_does_a_stream_that_ends_without_saying_so()
    {
        await using var chat = new ChatFixture(ChatChunks.Text("Uno"));

        var failure = await chat.FailsAsync();

        Assert.Equal(BackendFault.Interrupted, failure.Fault);
        Assert.EndsWith("ended the connection amid its response.", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"error":{"message":"¿Quién mató a Kennedy?","type":"server_error","code":null}}""", BackendFault.ServiceError)]
    [InlineData(
        """{"error":{"message":"¿Quién mató a Kennedy?","type":"tokens","code":"rate_limit_exceeded"}}""",
        BackendFault.RateLimited
    )]
    [InlineData("""{"error":{"code":503,"message":"¿Quién mató a Kennedy?","status":"UNAVAILABLE"}}""", BackendFault.ServiceError)]
    [InlineData("""{"error":"¿Quién mató a Kennedy?"}""", BackendFault.ServiceError)]
    [InlineData("""{"id":"c","choices":[],"x_groq":{"id":"req_1","error":"¿Quién mató a Kennedy?"}}""", BackendFault.ServiceError)]
    public async Task An_error_amid_the_stream_is_told_by_its_kind(string error, BackendFault fault)
    {
        await using var chat = new ChatFixture(ChatChunks.Text("Uno") + $"event: error\ndata: {error}\n\n");

        var failure = await chat.FailsAsync();

        Assert.Equal(fault, failure.Fault);
        Assert.DoesNotContain(Said, failure.ToString(), StringComparison.Ordinal);
        Assert.Single(chat.Server.Requests);
    }

    [Theory]
    [InlineData("data: {\"id\":\"c\",\"choices\":[{\n\n")]
    [InlineData("data: [1,2]\n\n")]
    [InlineData("data: {\"choices\":\"¿Quién mató a Kennedy?\"}\n\n")]
    [InlineData("data: {\"choices\":[{\"index\":\"¿Quién mató a Kennedy?\",\"delta\":{\"content\":7}}]}\n\n")]
    [InlineData("<html><body>¿Quién mató a Kennedy?</body></html>\n")]
    [InlineData(ChatChunks.Done)]
    public async Task What_is_no_stream_of_chunks_is_malformed(string events)
    {
        await using var chat = new ChatFixture(events);

        var failure = await chat.FailsAsync();

        Assert.Equal(BackendFault.Malformed, failure.Fault);
        Assert.DoesNotContain(Said, failure.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("application/json")]
    public async Task So_is_a_response_of_another_kind(string type)
    {
        await using var chat = new ChatFixture(Responses.Of(200, type, "{}"));

        Assert.Equal(BackendFault.Malformed, (await chat.FailsAsync()).Fault);
    }

    [Fact]
    public async Task So_are_bytes_that_are_no_HTTP()
    {
        await using var chat = new ChatFixture(Encoding.ASCII.GetBytes("\u0001\u0002 what?\r\n\r\n"), options => options.Retries = 0);

        Assert.Equal(BackendFault.Malformed, (await chat.FailsAsync()).Fault);
    }

    [Fact]
    public async Task The_key_is_in_no_message_and_in_no_log()
    {
        await using var chat = new ChatFixture(Responses.Json(503, $"{ChatFixture.Key}"));

        var failure = await chat.FailsAsync();

        Assert.NotEmpty(chat.Log.Lines);
        Assert.All([failure.ToString(), .. chat.Log.Lines], text => Assert.DoesNotContain(ChatFixture.Key, text, StringComparison.Ordinal));
    }

    [Fact]
    public void A_key_with_a_line_break_stops_the_start_and_is_not_shown()
    {
        using var connections = new LoopbackConnections();
        var options = new OpenAIChatOptions { Model = "m", Key = "gsk_secret\n" };

        var failure = Assert.Throws<EngineException>(() =>
            new OpenAIChatClient(options, connections, TimeProvider.System, new Testing.Logging.RecordedLog<OpenAIChatClient>())
        );

        Assert.Contains("OPENAI_API_KEY", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("gsk_secret", failure.ToString(), StringComparison.Ordinal);
    }

    private static async Task AnswerPlainlyAsync(TcpListener listener)
    {
        using var client = await listener.AcceptTcpClientAsync();
        await client.GetStream().WriteAsync("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray());
        await client.GetStream().CopyToAsync(Stream.Null);
    }
}
