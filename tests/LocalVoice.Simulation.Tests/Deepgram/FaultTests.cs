using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using LocalVoice.Simulation.Deepgram;
using LocalVoice.Simulation.Deepgram.Requests;
using LocalVoice.Simulation.Servers;
using Microsoft.Extensions.Time.Testing;

namespace LocalVoice.Simulation.Tests.Deepgram;

/// <summary>Faults at the handshake, and amid a stream of recognition.</summary>
public sealed class FaultTests
{
    private const string Listen = "/v1/listen?model=nova-3&encoding=linear16&sample_rate=16000&interim_results=true&endpointing=300";

    [Theory]
    [InlineData(FaultKind.Unauthorized, 401)]
    [InlineData(FaultKind.PaymentRequired, 402)]
    [InlineData(FaultKind.RateLimited, 429)]
    [InlineData(FaultKind.ServerError, 503)]
    public async Task A_handshake_fails_as_planned_and_the_next_one_does_not(FaultKind kind, int status)
    {
        await using var deepgram = await Simulations.StartAsync();
        deepgram.Faults.Next(new Fault(kind));

        Assert.Equal(status, (await RawClient.FailAsync(deepgram, Listen)).Status);

        using var client = await RawClient.ConnectAsync(deepgram, Listen);
    }

    [Fact]
    public async Task A_limit_tells_when_to_come_back()
    {
        await using var deepgram = await Simulations.StartAsync();
        deepgram.Faults.Next(new Fault(FaultKind.RateLimited) { RetryAfter = TimeSpan.FromSeconds(7) });
        using var http = new HttpClient { BaseAddress = deepgram.Address };

        using var response = await http.GetAsync(new Uri("/v1/projects", UriKind.Relative));

        Assert.Equal(TimeSpan.FromSeconds(7), response.Headers.RetryAfter!.Delta);
    }

    [Fact]
    public async Task An_endpoints_own_faults_leave_the_others_alone()
    {
        await using var deepgram = await Simulations.StartAsync();
        deepgram.FaultsOf(DeepgramEndpoint.Speak).Always(new Fault(FaultKind.ServerError));

        using var client = await RawClient.ConnectAsync(deepgram, Listen);
    }

    [Fact]
    public async Task A_stream_stalls_after_the_results_that_were_allowed()
    {
        var time = new FakeTimeProvider();
        await using var deepgram = await SimulatedDeepgram.StartAsync(options: Simulations.Quick, time: time);
        deepgram.Script.Set("uno dos tres cuatro cinco seis siete ocho");
        deepgram.Faults.Next(new Fault(FaultKind.Stall, After: 1));
        using var client = await RawClient.ConnectAsync(deepgram, Listen);

        await client.SendAsync(Speech.Voice(2400, silenceAfterMs: 300));
        await client.SendAsync("""{"type":"CloseStream"}""");
        var first = await client.NextAsync();
        var next = client.ReceiveAsync();
        await deepgram.Requests.FirstAsync(request => request.Messages.Contains("CloseStream"), TestContext.Current.CancellationToken);
        time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal("uno dos tres", first.Transcript());
        Assert.False(next.IsCompleted);
    }

    [Fact]
    public async Task A_stream_ends_with_the_services_error()
    {
        await using var deepgram = await Simulations.StartAsync("uno dos tres cuatro");
        deepgram.Faults.Next(new Fault(FaultKind.ErrorAmid, After: 1));
        using var client = await RawClient.ConnectAsync(deepgram, Listen);

        await client.SendAsync(Speech.Voice(1200, silenceAfterMs: 300));
        var all = await client.RestAsync();

        Assert.Single(all);
        Assert.Equal(WebSocketCloseStatus.InternalServerError, client.CloseStatus);
        Assert.Contains("net0000", client.CloseReason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stream_breaks_off_without_a_close()
    {
        await using var deepgram = await Simulations.StartAsync("uno dos tres cuatro");
        deepgram.Faults.Next(new Fault(FaultKind.CloseAmid, After: 1));
        using var client = await RawClient.ConnectAsync(deepgram, Listen);

        await client.SendAsync(Speech.Voice(1200, silenceAfterMs: 300));
        await client.NextAsync();
        await Assert.ThrowsAsync<WebSocketException>(client.ReceiveAsync);

        Assert.Null(client.CloseStatus);
    }

    [Fact]
    public async Task A_stream_says_what_no_one_can_read()
    {
        await using var deepgram = await Simulations.StartAsync("uno dos tres");
        deepgram.Faults.Next(new Fault(FaultKind.Garbage));
        using var client = await RawClient.ConnectAsync(deepgram, Listen);

        await client.SendAsync(Speech.Voice(900, silenceAfterMs: 300));
        var (_, payload) = await client.ReceiveAsync();

        Assert.ThrowsAny<JsonException>(() => JsonElement.Parse(payload));
    }

    [Fact]
    public async Task A_turn_of_an_open_connection_has_the_fault_that_was_planned_for_it()
    {
        await using var deepgram = await Simulations.StartAsync("uno", "dos");
        using var client = await RawClient.ConnectAsync(deepgram, Listen);

        await client.SendAsync(Speech.Voice(300, silenceAfterMs: 300));
        var first = await client.NextAsync();
        deepgram.Faults.Next(new Fault(FaultKind.Garbage));
        await client.SendAsync(Speech.Voice(300, silenceAfterMs: 300));
        var (_, second) = await client.ReceiveAsync();

        Assert.Equal("uno", first.Transcript());
        Assert.DoesNotContain("dos", Encoding.UTF8.GetString(second), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Results_drip_byte_by_byte()
    {
        var time = new FakeTimeProvider();
        await using var deepgram = await SimulatedDeepgram.StartAsync(options: Simulations.Quick, time: time);
        deepgram.Script.Set("uno");
        deepgram.Faults.Next(new Fault(FaultKind.SlowDrip));
        using var client = await RawClient.ConnectAsync(deepgram, Listen);

        await client.SendAsync(Speech.Voice(300, silenceAfterMs: 300));
        var begun = time.GetTimestamp();
        var message = client.ReceiveAsync();
        for (var kept = 1; !message.IsCompleted; kept++)
        {
            await client.SendAsync("""{"type":"KeepAlive"}""");
            await deepgram.Requests.FirstAsync(request => request.Texts.Count == kept, TestContext.Current.CancellationToken);
            time.Advance(TimeSpan.FromSeconds(1));
        }

        var (_, payload) = await message;
        Assert.True(time.GetElapsedTime(begun) >= TimeSpan.FromSeconds(payload.Length - 1));
        Assert.Equal("uno", JsonElement.Parse(payload).Transcript());
    }
}
