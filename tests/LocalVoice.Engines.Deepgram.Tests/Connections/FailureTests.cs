using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using LocalVoice.Engines.Deepgram.Tests.Nova;
using LocalVoice.Engines.Deepgram.Tests.Scripted;
using LocalVoice.Remote;
using LocalVoice.Simulation.Servers;
using LocalVoice.Speech;
using LocalVoice.Testing.Logging;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace LocalVoice.Engines.Deepgram.Tests.Connections;

public sealed class FailureTests
{
    // "Errors", developers.deepgram.com/docs/errors, as of 2025-07: the same text in the header dg-error and the body.
    [Theory]
    [InlineData(401, "Invalid credentials.", BackendFault.Unauthorized, "Check DEEPGRAM_API_KEY")]
    [InlineData(403, "Project does not have access to the requested model.", BackendFault.Unauthorized, "scopes")]
    [InlineData(402, "Project does not have enough credits for an ASR request", BackendFault.PaymentRequired, "Add credit")]
    [InlineData(429, "Too many requests. Please try again later", BackendFault.RateLimited, "Wait")]
    [InlineData(400, "Bad Request: no such model", BackendFault.Rejected, "Check the model")]
    [InlineData(404, "", BackendFault.Rejected, "Check the model")]
    [InlineData(503, "Service unavailable", BackendFault.ServiceError, "Try again")]
    public async Task A_refused_handshake_tells_the_services_reason_and_what_to_do(
        int status,
        string said,
        BackendFault fault,
        string remedy
    )
    {
        await using var scene = await NovaScene.OpenAsync();
        scene.Service.Refusal = context => Refuse(context, status, said);

        var failure = await FinalFailure(scene);

        Assert.Equal(fault, failure.Fault);
        Assert.Contains($"Deepgram ({new Uri(scene.Service.Url).Authority})", failure.Message, StringComparison.Ordinal);
        Assert.Contains(status.ToString(System.Globalization.CultureInfo.InvariantCulture), failure.Message, StringComparison.Ordinal);
        Assert.Contains(said, failure.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, failure.Message, StringComparison.Ordinal);
        Assert.Equal(status is 429 or 503 ? TimeSpan.FromSeconds(3) : null, failure.RetryAfter);
    }

    [Fact]
    public async Task The_key_is_in_no_message_and_in_no_log_whatever_the_service_repeats()
    {
        await using var scene = await NovaScene.OpenAsync();
        scene.Service.Refusal = context => Refuse(context, 401, $"No such key: {NovaScene.Key.ToUpperInvariant()}");

        var failure = await FinalFailure(scene);
        var check = await Assert.ThrowsAsync<BackendException>(() => scene.Recognizer.CheckAsync(CancellationToken.None));

        Assert.Contains("(key)", failure.Message, StringComparison.Ordinal);
        Assert.All(
            [failure.ToString(), check.ToString(), .. scene.Log.Lines],
            text => Assert.DoesNotContain(NovaScene.Key, text, StringComparison.OrdinalIgnoreCase)
        );
        Assert.NotEmpty(scene.Log.Lines);
    }

    [Fact]
    public async Task A_refused_connection_is_unreachable()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));

        var failure = await FinalFailure($"ws://127.0.0.1:{((IPEndPoint)socket.LocalEndPoint!).Port}");

        Assert.Equal(BackendFault.Unreachable, failure.Fault);
        Assert.Contains("Check the address and the network", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_that_cannot_be_secured_is_told_apart()
    {
        await using var plain = await ScriptedService.StartAsync();

        var failure = await FinalFailure(plain.Url.Replace("ws:", "wss:", StringComparison.Ordinal));

        Assert.Equal(BackendFault.Tls, failure.Fault);
    }

    [Fact]
    public async Task The_air_gaps_refusal_is_passed_on()
    {
        using var connections = new TestConnections(new AirGap());
        using var recognizer = Recognizer("ws://127.0.0.1:9", connections, TimeProvider.System);

        var failure = await FinalFailure(recognizer);

        Assert.Equal((BackendFault.AirGapped, "closed"), (failure.Fault, failure.Message));
    }

    [Fact]
    public async Task A_connection_that_does_not_open_in_its_time_is_unreachable()
    {
        var time = new FakeTimeProvider();
        using var connections = new TestConnections(new Silence());
        using var recognizer = Recognizer("ws://127.0.0.1:9", connections, time);
        await using var stream = recognizer.OpenStream(RecognitionOptions.For("es"));
        stream.Append(NovaScene.Audio(0.5));
        var final = stream.DecodeFinalAsync(CancellationToken.None).AsTask();

        var failure = await Assert.ThrowsAsync<BackendException>(() => AdvanceUntil(final, time, TimeSpan.FromSeconds(1)));

        Assert.Equal(BackendFault.Unreachable, failure.Fault);
        Assert.Contains("within 5 s", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_falls_silent_is_stalled()
    {
        var time = new FakeTimeProvider();
        await using var scene = await NovaScene.OpenAsync(time);
        await using var stream = scene.OpenStream();
        var peer = await scene.Service.AcceptAsync();
        stream.Append(NovaScene.Audio(0.5));
        var final = stream.DecodeFinalAsync(CancellationToken.None).AsTask();
        await peer.ReadTextAsync();

        var failure = await Assert.ThrowsAsync<BackendException>(() => AdvanceUntil(final, time, TimeSpan.FromSeconds(5)));

        Assert.Equal(BackendFault.Stalled, failure.Fault);
        Assert.Contains("5 s", failure.Message, StringComparison.Ordinal);
    }

    // Reasons of developers.deepgram.com/docs/stt-troubleshooting-websocket-data-and-net-errors, and as they come:
    // github.com/deepgram/deepgram-python-sdk/issues/319.
    [Theory]
    [InlineData(
        1011,
        "Deepgram did not receive audio data or a text message within the timeout window. See https://dpgr.am/net0001",
        BackendFault.Interrupted
    )]
    [InlineData(1011, "NET-0000", BackendFault.ServiceError)]
    [InlineData(1008, "DATA-0000", BackendFault.Rejected)]
    [InlineData(1000, "", BackendFault.Interrupted)]
    public async Task A_close_amid_an_utterance_tells_its_reason(int status, string reason, BackendFault fault)
    {
        await using var scene = await NovaScene.OpenAsync();
        await using var stream = scene.OpenStream();
        var peer = await scene.Service.AcceptAsync();
        stream.Append(NovaScene.Audio(0.5));
        var final = stream.DecodeFinalAsync(CancellationToken.None);
        await peer.ReadTextAsync();

        await peer.CloseAsync((WebSocketCloseStatus)status, reason);

        var failure = await Assert.ThrowsAsync<BackendException>(async () => await final);
        Assert.Equal(fault, failure.Fault);
        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"type\":\"Results\",\"chan", WebSocketMessageType.Text)]
    [InlineData("audio?", WebSocketMessageType.Binary)]
    public async Task What_the_protocol_does_not_allow_is_malformed(string message, WebSocketMessageType type)
    {
        await using var scene = await NovaScene.OpenAsync();
        await using var stream = scene.OpenStream();
        var peer = await scene.Service.AcceptAsync();
        stream.Append(NovaScene.Audio(0.5));
        var final = stream.DecodeFinalAsync(CancellationToken.None);
        await peer.ReadTextAsync();

        await peer.SendAsync(System.Text.Encoding.UTF8.GetBytes(message), type);

        Assert.Equal(BackendFault.Malformed, (await Assert.ThrowsAsync<BackendException>(async () => await final)).Fault);
    }

    [Fact]
    public void A_missing_key_is_told_before_anything_is_sent()
    {
        using var connections = new TestConnections();

        var failure = Assert.Throws<EngineException>(() =>
            new DeepgramRecognizer(new() { Key = " " }, connections, TimeProvider.System, new RecordedLog<DeepgramRecognizer>())
        );

        Assert.Contains("DEEPGRAM_API_KEY", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_is_none_is_told_without_it()
    {
        using var connections = new TestConnections();

        var failure = Assert.Throws<EngineException>(() =>
            new DeepgramRecognizer(new() { Key = "abc\ndef" }, connections, TimeProvider.System, new RecordedLog<DeepgramRecognizer>())
        );

        Assert.DoesNotContain("abc", failure.Message, StringComparison.Ordinal);
    }

    private static Task Refuse(HttpContext context, int status, string said)
    {
        context.Response.StatusCode = status;
        context.Response.Headers["dg-error"] = said;
        context.Response.Headers.RetryAfter = "3";
        return context.Response.WriteAsJsonAsync(
            new
            {
                err_code = "X",
                err_msg = said,
                request_id = "uuid",
            }
        );
    }

    private static async Task<BackendException> FinalFailure(string url)
    {
        using var connections = new TestConnections();
        using var recognizer = Recognizer(url, connections, TimeProvider.System);
        return await FinalFailure(recognizer);
    }

    private static Task<BackendException> FinalFailure(NovaScene scene) => FinalFailure(scene.Recognizer);

    private static async Task<BackendException> FinalFailure(DeepgramRecognizer recognizer)
    {
        await using var stream = recognizer.OpenStream(RecognitionOptions.For("es"));
        stream.Append(NovaScene.Audio(0.5));
        return await Assert.ThrowsAsync<BackendException>(async () => await stream.DecodeFinalAsync(CancellationToken.None));
    }

    private static DeepgramRecognizer Recognizer(string url, TestConnections connections, TimeProvider time) =>
        new(new() { Url = url, Key = NovaScene.Key }, connections, time, new RecordedLog<DeepgramRecognizer>());

    /// <summary>Time passes in steps until the task has ended: what it waits for may begin late.</summary>
    private static async Task AdvanceUntil(Task task, FakeTimeProvider time, TimeSpan step)
    {
        while (!task.IsCompleted)
        {
            time.Advance(step);
            await Task.Yield();
        }

        await task;
    }

    private sealed class AirGap : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new HttpRequestException("no", new BackendException(BackendFault.AirGapped, "closed"));
    }

    private sealed class Silence : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var never = new TaskCompletionSource<HttpResponseMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
            return await never.Task.WaitAsync(cancellationToken);
        }
    }
}
