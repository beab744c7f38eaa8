using LocalVoice.Simulation.OpenAI.Chat;
using Microsoft.Extensions.Time.Testing;

namespace LocalVoice.Simulation.Tests.OpenAI.Chat;

public sealed class ChatServiceTests : IDisposable
{
    private readonly RawClient _client = new();

    [Fact]
    public async Task A_request_is_recorded_with_its_body_and_without_its_key()
    {
        await using var service = await ChatRequests.StartAsync(ChatDialect.Groq, "Yes.");

        await _client.PostAsync(service.Address, ChatRequests.Path, ChatRequests.Plain("llama-3.3-70b-versatile", ",\"temperature\":0.5"));
        var request = await service.Journal.WhenReceivedAsync();

        Assert.Equal(("POST", "/openai/v1/chat/completions"), (request.Method, request.Path));
        Assert.Equal(0.5, request.Body.GetProperty("temperature").GetDouble());
        Assert.StartsWith("application/json", request.Headers["content-type"], StringComparison.Ordinal);
        Assert.DoesNotContain(request.Headers, header => header.Value.Contains(RawClient.Key, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Responses_come_in_order_and_the_last_again()
    {
        await using var service = await SimulatedChatService.StartAsync(
            ChatRequests.Options(ChatDialect.OpenAI) with
            {
                Respond = ScriptedResponse.InOrder("First", "Second"),
            }
        );

        var texts = new List<string?>();
        for (var i = 0; i < 3; i++)
        {
            var response = await _client.PostAsync(service.Address, ChatRequests.Path, ChatRequests.Plain("gpt-4o-mini"));
            texts.Add((string?)(await response.JsonAsync())["choices"]![0]!["message"]!["content"]);
        }

        Assert.Equal(["First", "Second", "Second"], texts);
    }

    [Fact]
    public async Task The_first_token_and_the_others_come_when_they_are_due()
    {
        var time = new FakeTimeProvider();
        await using var service = await SimulatedChatService.StartAsync(
            new(ChatDialect.OpenAI)
            {
                Respond = _ => "One two three",
                FirstToken = TimeSpan.FromMilliseconds(400),
                TokensPerSecond = 10,
                Time = time,
            }
        );
        var start = time.GetTimestamp();

        var asked = _client.PostAsync(service.Address, ChatRequests.Path, ChatRequests.Streamed("gpt-4o-mini"));
        await AdvanceUntilAsync(time, asked);
        var head = time.GetElapsedTime(start);
        var response = await asked;
        var text = response.Content.ReadAsStringAsync();
        await AdvanceUntilAsync(time, text);

        // The clock runs on while bytes travel: never early, and the time told is the time taken.
        Assert.True(head >= TimeSpan.FromMilliseconds(400));
        Assert.True(int.Parse(response.Header("openai-processing-ms"), null) >= 400);
        Assert.True(time.GetElapsedTime(start) >= TimeSpan.FromMilliseconds(600));
        Assert.Contains("three", await text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_leaves_before_the_first_token_is_noted()
    {
        await using var service = await SimulatedChatService.StartAsync(
            new(ChatDialect.Gemini) { FirstToken = TimeSpan.FromHours(1), Time = new FakeTimeProvider() }
        );
        using var leave = new CancellationTokenSource();

        var asked = _client.PostAsync(service.Address, ChatRequests.Path, ChatRequests.Plain("gemini-2.5-flash"), leave.Token);
        await service.Journal.WhenReceivedAsync();
        await leave.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        await service.Journal.WhenCancelledAsync();
    }

    public void Dispose() => _client.Dispose();

    private static async Task AdvanceUntilAsync(FakeTimeProvider time, Task task)
    {
        while (!task.IsCompleted)
        {
            time.Advance(TimeSpan.FromMilliseconds(10));
            await Task.Yield();
        }
    }
}
