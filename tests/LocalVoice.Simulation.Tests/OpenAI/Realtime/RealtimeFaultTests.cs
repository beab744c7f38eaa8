using System.Net.WebSockets;
using System.Text.Json;
using LocalVoice.Simulation.OpenAI.Realtime;
using LocalVoice.Simulation.Servers;
using Microsoft.Extensions.Time.Testing;

namespace LocalVoice.Simulation.Tests.OpenAI.Realtime;

public sealed class RealtimeFaultTests
{
    private const string Respond = """{"type":"response.create"}""";

    [Theory]
    [InlineData(FaultKind.RateLimited, "rate_limit_exceeded")]
    [InlineData(FaultKind.PaymentRequired, "insufficient_quota")]
    [InlineData(FaultKind.ServerError, null)]
    public async Task A_refused_generation_is_a_failed_response(FaultKind kind, string? code)
    {
        await using var service = await StartAsync(new(kind));
        using var client = await RawRealtimeClient.OpenAsync(service);

        await client.SendAsync(Respond);
        await client.ReadAsync("response.created");
        var response = (await client.ReadAsync("response.done"))["response"]!;

        Assert.Equal(("failed", "failed"), ((string?)response["status"], (string?)response["status_details"]!["type"]));
        Assert.Equal(code, (string?)response["status_details"]!["error"]!["code"]);
    }

    [Fact]
    public async Task An_error_amid_the_response_is_an_event_and_the_response_fails()
    {
        await using var service = await StartAsync(new(FaultKind.ErrorAmid, After: 2));
        using var client = await RawRealtimeClient.OpenAsync(service);

        await client.SendAsync(Respond);
        var events = await client.ReadUntilAsync("response.done");

        Assert.Equal(2, events.Count(item => (string?)item["type"] == "response.output_audio.delta"));
        Assert.Equal("server_error", (string?)events.Single(item => (string?)item["type"] == "error")["error"]!["type"]);
        Assert.Equal("failed", (string?)events[^1]["response"]!["status"]);
    }

    [Fact]
    public async Task A_connection_that_breaks_amid_the_response_says_no_farewell()
    {
        await using var service = await StartAsync(new(FaultKind.CloseAmid, After: 1));
        using var client = await RawRealtimeClient.OpenAsync(service);

        await client.SendAsync(Respond);

        await Assert.ThrowsAsync<WebSocketException>(() => client.ReadUntilAsync("response.done"));
        Assert.Null(client.Socket.CloseStatus);
    }

    [Fact]
    public async Task Garbage_is_no_json()
    {
        await using var service = await StartAsync(new(FaultKind.Garbage, After: 1));
        using var client = await RawRealtimeClient.OpenAsync(service);

        await client.SendAsync(Respond);

        await Assert.ThrowsAnyAsync<JsonException>(() => client.ReadUntilAsync("response.done"));
    }

    [Fact]
    public async Task A_stall_keeps_the_connection_and_says_nothing_more()
    {
        await using var service = await StartAsync(new(FaultKind.Stall, After: 1));
        using var client = await RawRealtimeClient.OpenAsync(service);

        await client.SendAsync(Respond);
        await client.ReadUntilAsync("response.output_audio.delta");
        var next = client.ReadTextAsync();

        // The second is read when the first has been dealt with.
        await client.SendAsync("""{"type":"input_audio_buffer.clear"}""");
        await client.SendAsync("""{"type":"input_audio_buffer.clear"}""");
        await service.Events.WhenReceivedAsync("input_audio_buffer.clear", count: 2);

        Assert.False(next.IsCompleted);
        client.Socket.Abort();
        await Assert.ThrowsAnyAsync<Exception>(() => next);
        await service.Journal.WhenCancelledAsync();
    }

    [Fact]
    public async Task A_slow_drip_brings_one_byte_a_second()
    {
        var time = new FakeTimeProvider();
        await using var service = await SimulatedRealtimeService.StartAsync(new() { Respond = _ => "Fifteen letters", Time = time });
        service.Faults.Next(new Fault(FaultKind.SlowDrip, After: 1));
        using var client = await RawRealtimeClient.OpenAsync(service);
        await client.SendAsync(Respond);
        await client.ReadUntilAsync("response.output_audio.delta");
        var start = time.GetTimestamp();

        var next = client.ReadTextAsync();
        while (!next.IsCompleted)
        {
            time.Advance(TimeSpan.FromMilliseconds(500));
            await Task.Yield();
        }

        Assert.True(time.GetElapsedTime(start) >= TimeSpan.FromSeconds((await next).Length));
    }

    private static async Task<SimulatedRealtimeService> StartAsync(Fault fault)
    {
        var service = await SimulatedRealtimeService.StartAsync(new() { Respond = _ => "Fifteen letters" });
        service.Faults.Next(fault);
        return service;
    }
}
