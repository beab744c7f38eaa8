using System.Net.WebSockets;
using LocalVoice.Simulation.Deepgram;
using LocalVoice.Simulation.Deepgram.Requests;
using LocalVoice.Simulation.Delays;
using Microsoft.Extensions.Time.Testing;

namespace LocalVoice.Simulation.Tests.Deepgram.Listen;

/// <summary>
/// How a connection to v1/listen lives and ends: developers.deepgram.com/docs/{audio-keep-alive,
/// stt-troubleshooting-websocket-data-and-net-errors}.
/// </summary>
public sealed class ListenConnectionTests
{
    private const string Path = "/v1/listen?model=nova-3&language=es&encoding=linear16&sample_rate=16000&interim_results=true";
    private const string KeepAlive = """{ "type": "KeepAlive" }""";

    [Fact]
    public async Task Ten_seconds_without_audio_or_KeepAlive_close_the_stream()
    {
        var time = new FakeTimeProvider();
        await using var deepgram = await SimulatedDeepgram.StartAsync(options: Simulations.Quick, time: time);
        using var client = await RawClient.ConnectAsync(deepgram, Path);

        time.Advance(TimeSpan.FromSeconds(10));
        var (type, _) = await client.ReceiveAsync();

        Assert.Equal(WebSocketMessageType.Close, type);
        Assert.Equal(WebSocketCloseStatus.InternalServerError, client.CloseStatus);
        Assert.Contains("net0001", client.CloseReason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task KeepAlive_keeps_a_stream_that_had_audio_for_ten_seconds_more()
    {
        var time = new FakeTimeProvider();
        await using var deepgram = await SimulatedDeepgram.StartAsync(options: Simulations.Quick, time: time);
        using var client = await RawClient.ConnectAsync(deepgram, Path);
        await client.SendAsync(Speech.Silence(100));
        await Heard(deepgram, "audio");

        time.Advance(TimeSpan.FromSeconds(9));
        await client.SendAsync(KeepAlive);
        await Heard(deepgram, "KeepAlive");
        time.Advance(TimeSpan.FromSeconds(9));
        await client.SendAsync(Speech.Silence(1000));

        Assert.Equal("Results", (await client.NextAsync()).Text("type"));
    }

    [Fact]
    public async Task KeepAlive_alone_does_not_keep_a_stream_that_never_had_audio()
    {
        var time = new FakeTimeProvider();
        await using var deepgram = await SimulatedDeepgram.StartAsync(options: Simulations.Quick, time: time);
        using var client = await RawClient.ConnectAsync(deepgram, Path);
        await client.SendAsync(KeepAlive);
        await Heard(deepgram, "KeepAlive");

        time.Advance(TimeSpan.FromSeconds(9));
        await client.SendAsync(KeepAlive);
        await Heard(deepgram, "KeepAlive");
        time.Advance(TimeSpan.FromSeconds(1));
        await client.RestAsync();

        Assert.Equal(WebSocketCloseStatus.InternalServerError, client.CloseStatus);
    }

    [Fact]
    public async Task An_empty_binary_message_closes_the_stream()
    {
        await using var deepgram = await Simulations.StartAsync("Hola.");
        using var client = await RawClient.ConnectAsync(deepgram, Path + "&endpointing=false");

        await client.SendAsync(Speech.Voice(500));
        await client.SendAsync([]);
        var all = await client.RestAsync();

        Assert.Equal(["Results", "Metadata"], all.Select(message => message.Text("type")));
        Assert.Equal(WebSocketCloseStatus.NormalClosure, client.CloseStatus);
    }

    [Fact]
    public async Task Half_a_sample_cannot_be_decoded()
    {
        await using var deepgram = await Simulations.StartAsync();
        using var client = await RawClient.ConnectAsync(deepgram, Path);

        await client.SendAsync([1, 2, 3]);
        await client.RestAsync();

        Assert.Equal(WebSocketCloseStatus.PolicyViolation, client.CloseStatus);
        Assert.Equal("DATA-0000", client.CloseReason);
    }

    [Fact]
    public async Task An_unknown_message_is_told_and_the_stream_goes_on()
    {
        await using var deepgram = await Simulations.StartAsync();
        using var client = await RawClient.ConnectAsync(deepgram, Path);

        await client.SendAsync("""{ "type": "KeepAlive "}""");
        var error = await client.NextAsync();
        await client.SendAsync(Speech.Silence(1000));

        Assert.Equal("type variant description message", error.Names());
        Assert.Equal("SchemaError", error.Text("variant"));
        Assert.StartsWith(
            "Could not deserialize last text message: unknown variant `KeepAlive `, expected one of `CloseStream`,",
            error.Text("description"),
            StringComparison.Ordinal
        );
        Assert.Equal("Results", (await client.NextAsync()).Text("type"));
    }

    [Fact]
    public async Task Text_that_is_no_JSON_ends_the_stream()
    {
        await using var deepgram = await Simulations.StartAsync();
        using var client = await RawClient.ConnectAsync(deepgram, Path);

        await client.SendAsync("KeepAlive");
        var all = await client.RestAsync();

        Assert.Equal("Error", Assert.Single(all).Text("type"));
        Assert.Equal(WebSocketCloseStatus.PolicyViolation, client.CloseStatus);
    }

    [Fact]
    public async Task What_a_client_did_is_written_down()
    {
        await using var deepgram = await Simulations.StartAsync();
        using (var client = await RawClient.ConnectAsync(deepgram, Path))
        {
            await client.SendAsync(Speech.Silence(20));
            await client.SendAsync(Speech.Silence(20));
            await client.SendAsync("""{"type":"CloseStream"}""");
            await client.RestAsync();
        }

        var request = await deepgram.Requests.FirstAsync(request => request.Ended, TestContext.Current.CancellationToken);
        Assert.Equal(DeepgramEndpoint.Listen, request.Endpoint);
        Assert.True(request.HasKey);
        Assert.Equal(101, request.Status);
        Assert.Contains("language=es", request.Query, StringComparison.Ordinal);
        Assert.Equal(["audio", "CloseStream"], request.Messages);
        Assert.Equal(2, request.AudioMessages);
        Assert.Equal(640 + 640 + 22, request.Bytes);
    }

    [Fact]
    public async Task A_final_takes_the_services_work_on_it()
    {
        var time = new FakeTimeProvider();
        var delays = ProviderDelays.None.With("deepgram", "listen.final", TimeSpan.FromMilliseconds(80));
        await using var deepgram = await SimulatedDeepgram.StartAsync(options: new() { Delays = delays }, time: time);
        using var client = await RawClient.ConnectAsync(deepgram, Path);

        await client.SendAsync(Speech.Voice(300));
        await client.SendAsync("""{"type":"Finalize"}""");
        var waited = await time.AdvanceUntilAsync(client.NextAsync());

        Assert.True(waited >= TimeSpan.FromMilliseconds(80));
    }

    private static Task<DeepgramRequest> Heard(SimulatedDeepgram deepgram, string message) =>
        deepgram.Requests.FirstAsync(
            request => request.Messages is [.., var last] && last == message,
            TestContext.Current.CancellationToken
        );
}
