using System.Text;
using LocalVoice.Simulation.OpenAI.Chat;
using LocalVoice.Simulation.Servers;
using Microsoft.Extensions.Time.Testing;

namespace LocalVoice.Simulation.Tests.OpenAI.Chat;

public sealed class ChatFaultTests : IDisposable
{
    private readonly RawClient _client = new();

    [Theory]
    [InlineData(ChatDialect.OpenAI, FaultKind.PaymentRequired, 402)]
    [InlineData(ChatDialect.OpenAI, FaultKind.ServerError, 503)]
    [InlineData(ChatDialect.OpenAI, FaultKind.Unauthorized, 401)]
    [InlineData(ChatDialect.OpenAI, FaultKind.RateLimited, 429)]
    [InlineData(ChatDialect.Groq, FaultKind.PaymentRequired, 402)]
    [InlineData(ChatDialect.Groq, FaultKind.ServerError, 503)]
    [InlineData(ChatDialect.Gemini, FaultKind.PaymentRequired, 402)]
    [InlineData(ChatDialect.Gemini, FaultKind.ServerError, 503)]
    [InlineData(ChatDialect.Compatible, FaultKind.PaymentRequired, 402)]
    [InlineData(ChatDialect.Compatible, FaultKind.ServerError, 503)]
    public async Task A_refusal_has_its_status_and_the_next_request_is_served(ChatDialect dialect, FaultKind kind, int status)
    {
        await using var service = await ChatRequests.StartAsync(dialect, "Yes.");
        service.Faults.Next(new Fault(kind));
        var model = Model(dialect);

        var refused = await _client.PostAsync(service.Address, ChatRequests.Path, ChatRequests.Plain(model));
        var served = await _client.PostAsync(service.Address, ChatRequests.Path, ChatRequests.Plain(model));

        Assert.Equal((status, 200), ((int)refused.StatusCode, (int)served.StatusCode));
        Assert.Null(refused.Headers.RetryAfter);
    }

    [Fact]
    public async Task A_limit_tells_seconds_and_milliseconds_to_wait()
    {
        await using var service = await ChatRequests.StartAsync(ChatDialect.OpenAI, "Yes.");
        service.Faults.Next(new Fault(FaultKind.RateLimited) { RetryAfter = TimeSpan.FromMilliseconds(644) });

        var response = await _client.PostAsync(service.Address, ChatRequests.Path, ChatRequests.Plain("gpt-4o-mini"));

        Assert.Equal(("1", "644"), (response.Header("retry-after"), response.Header("retry-after-ms")));
    }

    [Fact]
    public async Task An_error_amid_the_stream_is_data_after_so_many_words()
    {
        await using var service = await ChatRequests.StartAsync(ChatDialect.OpenAI, "One two three");
        service.Faults.Next(new Fault(FaultKind.ErrorAmid, After: 2));

        var response = await _client.PostAsync(service.Address, ChatRequests.Path, ChatRequests.Streamed("gpt-4o-mini"));

        var events = await response.EventsAsync();
        Assert.Equal(4, events.Length);
        Assert.Contains("\"content\":\" two\"", events[2], StringComparison.Ordinal);
        Assert.Equal(
            "data: {\"error\":{\"message\":\"The server had an error while processing your request. Sorry about that!\","
                + "\"type\":\"server_error\",\"param\":null,\"code\":null}}",
            events[3]
        );
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_connection_that_ends_amid_the_response_is_no_end(bool streamed)
    {
        await using var service = await ChatRequests.StartAsync(ChatDialect.OpenAI, "One two three");
        service.Faults.Next(new Fault(FaultKind.CloseAmid, After: 1));
        var request = streamed ? ChatRequests.Streamed("gpt-4o-mini") : ChatRequests.Plain("gpt-4o-mini");

        var response = await _client.PostAsync(service.Address, ChatRequests.Path, request);

        var failure = await Assert.ThrowsAsync<HttpIOException>(() => ReadUntilAsync(response, "never"));
        Assert.Equal(HttpRequestError.ResponseEnded, failure.HttpRequestError);
        Assert.Equal(0, service.Journal.Cancelled);
    }

    [Fact]
    public async Task Garbage_is_neither_text_nor_json()
    {
        await using var service = await ChatRequests.StartAsync(ChatDialect.OpenAI, "One two three");
        service.Faults.Next(new Fault(FaultKind.Garbage, After: 1));

        var response = await _client.PostAsync(service.Address, ChatRequests.Path, ChatRequests.Streamed("gpt-4o-mini"));

        var bytes = await response.Content.ReadAsByteArrayAsync();
        Assert.Throws<DecoderFallbackException>(() => new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes));
    }

    [Fact]
    public async Task A_stall_keeps_the_connection_until_the_client_leaves()
    {
        await using var service = await ChatRequests.StartAsync(ChatDialect.OpenAI, "One two three");
        service.Faults.Next(new Fault(FaultKind.Stall, After: 1));

        var response = await _client.PostAsync(service.Address, ChatRequests.Path, ChatRequests.Streamed("gpt-4o-mini"));
        await ReadUntilAsync(response, "One");
        response.Dispose();

        await service.Journal.WhenCancelledAsync();
        Assert.Equal(1, service.Journal.Cancelled);
    }

    [Fact]
    public async Task A_slow_drip_brings_one_byte_a_second()
    {
        var time = new FakeTimeProvider();
        await using var service = await SimulatedChatService.StartAsync(new(ChatDialect.OpenAI) { Respond = _ => "One two", Time = time });
        service.Faults.Next(new Fault(FaultKind.SlowDrip, After: 1));

        using var response = await _client.PostAsync(service.Address, ChatRequests.Path, ChatRequests.Streamed("gpt-4o-mini"));
        await ReadUntilAsync(response, "One");
        var start = time.GetTimestamp();
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        var rest = reader.ReadToEndAsync();
        while (!rest.IsCompleted)
        {
            time.Advance(TimeSpan.FromMilliseconds(200));
            await Task.Yield();
        }

        Assert.Contains("two", await rest, StringComparison.Ordinal);
        Assert.True(time.GetElapsedTime(start) >= TimeSpan.FromSeconds((await rest).Length));
    }

    public void Dispose() => _client.Dispose();

    private static string Model(ChatDialect dialect) =>
        dialect switch
        {
            ChatDialect.OpenAI => "gpt-4o-mini",
            ChatDialect.Groq => "llama-3.3-70b-versatile",
            ChatDialect.Gemini => "gemini-2.5-flash",
            _ => "local-model",
        };

    /// <summary>Up to the end of the event that has the word.</summary>
    private static async Task ReadUntilAsync(HttpResponseMessage response, string word)
    {
        var stream = await response.Content.ReadAsStreamAsync();
        var text = new StringBuilder();
        var one = new byte[1];
        while (!(text.ToString().Contains(word, StringComparison.Ordinal) && text.ToString().EndsWith("\n\n", StringComparison.Ordinal)))
        {
            Assert.Equal(1, await stream.ReadAsync(one));
            text.Append((char)one[0]);
        }
    }
}
