using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using LocalVoice.Simulation.Deepgram;
using LocalVoice.Simulation.Delays;
using LocalVoice.Simulation.Servers;
using Microsoft.Extensions.Time.Testing;

namespace LocalVoice.Simulation.Tests.Deepgram.Flux;

/// <summary>
/// How a connection to v2/listen lives and ends: developers.deepgram.com/docs/flux/{configure, close-stream} and
/// github.com/deepgram/deepgram-python-sdk/issues/649.
/// </summary>
public sealed class FluxConnectionTests
{
    private const string Audio = "encoding=linear16&sample_rate=16000";
    private const string Path = $"/v2/listen?model=flux-general-multi&{Audio}";

    private static readonly byte[] Handshake = Encoding.ASCII.GetBytes(
        $"GET {Path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Token simulated-key\r\nConnection: Upgrade\r\n"
            + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
    );

    [Theory]
    [InlineData("")]
    [InlineData("model=nova-3")]
    [InlineData("model=flux-general-en&eot_threshold=0.4")]
    [InlineData("model=flux-general-en&eot_threshold=1.1")]
    [InlineData("model=flux-general-en&eager_eot_threshold=0.2")]
    [InlineData("model=flux-general-en&eager_eot_threshold=0.8")]
    [InlineData("model=flux-general-en&eot_timeout_ms=499")]
    [InlineData("model=flux-general-en&eot_timeout_ms=60001")]
    [InlineData("model=flux-general-en&language_hint=en")]
    [InlineData("model=flux-general-multi&language_hint=ca")]
    [InlineData("model=flux-general-multi&language_hint=")]
    [InlineData("model=flux-general-en&keyterm=LocalVoice:0.15")]
    [InlineData("model=flux-general-en&redact=pci")]
    [InlineData("model=flux-general-en&language=en")]
    [InlineData("model=flux-general-en&interim_results=true")]
    public async Task A_query_that_it_does_not_have_is_refused(string query)
    {
        await using var deepgram = await Simulations.StartAsync();

        var (status, error) = await RawClient.FailAsync(deepgram, $"/v2/listen?{Audio}&{query}");

        Assert.Equal(400, status);
        Assert.NotEmpty(error!);
    }

    [Theory]
    [InlineData("model=flux-general-en&eot_threshold=1.0&eot_timeout_ms=60000&mip_opt_out=true")]
    [InlineData("model=flux-general-en&eager_eot_threshold=0.9&eot_threshold=0.9")]
    [InlineData("model=flux-general-multi&language_hint=es&keyterm=Palau&keyterm=La%20Lonja")]
    public async Task A_query_of_its_documents_is_taken(string query)
    {
        await using var deepgram = await Simulations.StartAsync();

        using var client = await RawClient.ConnectAsync(deepgram, $"/v2/listen?{Audio}&{query}");
    }

    [Fact]
    public async Task Settings_change_amid_the_stream()
    {
        await using var deepgram = await Simulations.StartAsync("Hola.");
        using var client = await RawClient.ConnectAsync(deepgram, Path);

        await client.SendAsync(
            """
            {"type": "Configure", "thresholds": {"eot_threshold": 1.0, "eager_eot_threshold": 0.5, "eot_timeout_ms": 700},
             "keyterms": ["Palau"], "language_hints": ["es"]}
            """
        );
        var success = await client.NextAsync("ConfigureSuccess");
        await client.SendAsync(Speech.Voice(300, silenceAfterMs: 700));
        var end = await client.NextAsync("TurnInfo");
        while (end.Text("event") != "EndOfTurn")
        {
            end = await client.NextAsync("TurnInfo");
        }

        Assert.Equal("type request_id sequence_id thresholds keyterms language_hints", success.Names());
        Assert.Equal(
            """{"eager_eot_threshold":0.5,"eot_threshold":1,"eot_timeout_ms":700}""",
            success.GetProperty("thresholds").GetRawText()
        );
        Assert.Equal("""["Palau"]""", success.GetProperty("keyterms").GetRawText());
        Assert.Equal("timeout", end.Text("trigger"));
    }

    [Theory]
    [InlineData("""{"type":"Configure","thresholds":{"eot_threshold":0.4}}""")]
    [InlineData("""{"type":"Configure","thresholds":{"eager_eot_threshold":0.8}}""")]
    [InlineData("""{"type":"Configure","thresholds":{"eot_timeout_ms":100}}""")]
    [InlineData("""{"type":"Configure","thresholds":{"endpointing":300}}""")]
    [InlineData("""{"type":"Configure","keyterms":"Palau"}""")]
    [InlineData("""{"type":"Configure","language_hints":["ca"]}""")]
    public async Task Settings_that_are_not_allowed_leave_the_stream_as_it_is(string configure)
    {
        await using var deepgram = await Simulations.StartAsync("Hola.");
        using var client = await RawClient.ConnectAsync(deepgram, Path);
        await client.NextAsync();

        await client.SendAsync(configure);
        var failure = await client.NextAsync();
        await client.SendAsync(Speech.Silence(250));

        Assert.Equal("type request_id sequence_id", failure.Names());
        Assert.Equal("ConfigureFailure", failure.Text("type"));
        Assert.Equal("TurnInfo", (await client.NextAsync()).Text("type"));
    }

    [Theory]
    [InlineData("""{"type": "KeepAlive"}""")]
    [InlineData("""{"type": "Finalize"}""")]
    [InlineData("KeepAlive")]
    public async Task A_message_that_it_does_not_know_ends_the_stream(string message)
    {
        await using var deepgram = await Simulations.StartAsync();
        using var client = await RawClient.ConnectAsync(deepgram, Path);
        await client.NextAsync();

        await client.SendAsync(message);
        var all = await client.RestAsync();

        var error = Assert.Single(all);
        Assert.Equal("type sequence_id code description", error.Names());
        Assert.Equal(("Error", "UNPARSABLE_CLIENT_MESSAGE"), (error.Text("type"), error.Text("code")));
        Assert.Equal(WebSocketCloseStatus.NormalClosure, client.CloseStatus);
    }

    [Fact]
    public async Task A_close_has_no_status_which_the_frameworks_client_takes_for_a_normal_one()
    {
        await using var deepgram = await Simulations.StartAsync();
        using var tcp = new TcpClient("127.0.0.1", deepgram.Address.Port);
        await using var stream = tcp.GetStream();
        await stream.WriteAsync(Handshake);
        // An empty binary message, masked with zeros.
        await stream.WriteAsync(new byte[] { 0x82, 0x80, 0, 0, 0, 0 });
        var received = new List<byte>();
        var buffer = new byte[4096];
        while (received is not [.., 0x88, 0x00])
        {
            var count = await stream.ReadAsync(buffer).AsTask().WaitAsync(TimeSpan.FromSeconds(20));
            Assert.NotEqual(0, count);
            received.AddRange(buffer.AsSpan(0, count));
        }
    }

    [Fact]
    public async Task CloseStream_leaves_the_turn_open_and_closes()
    {
        await using var deepgram = await Simulations.StartAsync("uno dos tres");
        using var client = await RawClient.ConnectAsync(deepgram, Path);
        await client.NextAsync();

        await client.SendAsync(Speech.Voice(640));
        await client.SendAsync("""{"type": "CloseStream"}""");
        var all = await client.RestAsync();

        Assert.Equal(("Update", "uno dos"), (all[^1].Text("event"), all[^1].Text("transcript")));
        Assert.DoesNotContain(all, info => info.Text("event") == "EndOfTurn");
        Assert.Equal(WebSocketCloseStatus.NormalClosure, client.CloseStatus);
    }

    [Fact]
    public async Task A_minute_without_anything_from_the_client_closes_the_stream()
    {
        var time = new FakeTimeProvider();
        await using var deepgram = await SimulatedDeepgram.StartAsync(options: Simulations.Quick, time: time);
        using var client = await RawClient.ConnectAsync(deepgram, Path);
        await client.NextAsync("Connected");
        time.Advance(TimeSpan.FromSeconds(59));
        await client.SendAsync(Speech.Silence(250));
        await client.NextAsync("TurnInfo");

        time.Advance(TimeSpan.FromSeconds(59));
        await client.SendAsync(Speech.Silence(250));
        await client.NextAsync("TurnInfo");
        time.Advance(TimeSpan.FromSeconds(60));
        await client.RestAsync();

        Assert.Equal(WebSocketCloseStatus.InternalServerError, client.CloseStatus);
    }

    /// <summary>Bytes below the framework's sockets, which send pings when they like.</summary>
    [Fact]
    public async Task A_ping_keeps_the_stream_open()
    {
        var time = new FakeTimeProvider();
        await using var deepgram = await SimulatedDeepgram.StartAsync(options: Simulations.Quick, time: time);
        using var tcp = new TcpClient("127.0.0.1", deepgram.Address.Port);
        await using var stream = tcp.GetStream();
        await stream.WriteAsync(Handshake);
        await FrameAsync(stream, 0x81);
        time.Advance(TimeSpan.FromSeconds(59));

        await stream.WriteAsync(new byte[] { 0x89, 0x80, 0, 0, 0, 0 });
        await FrameAsync(stream, 0x8A);
        time.Advance(TimeSpan.FromSeconds(59));
        await stream.WriteAsync(new byte[] { 0x89, 0x80, 0, 0, 0, 0 });

        await FrameAsync(stream, 0x8A);
    }

    [Fact]
    public async Task An_error_of_the_service_ends_the_turn_amid()
    {
        await using var deepgram = await Simulations.StartAsync("uno dos tres");
        deepgram.Faults.Next(new Fault(FaultKind.ErrorAmid, After: 1));
        using var client = await RawClient.ConnectAsync(deepgram, Path);
        await client.NextAsync();

        await client.SendAsync(Speech.Voice(900, silenceAfterMs: 300));
        var all = await client.RestAsync();

        Assert.Equal("StartOfTurn", all[0].Text("event"));
        Assert.Equal(("Error", "INTERNAL_SERVER_ERROR"), (all[1].Text("type"), all[1].Text("code")));
    }

    [Fact]
    public async Task Ends_are_heard_as_late_as_the_delays_tell()
    {
        var delays = ProviderDelays
            .None.With("deepgram", "flux.update", TimeSpan.FromMilliseconds(60))
            .With("deepgram", "flux.eager", TimeSpan.FromMilliseconds(260))
            .With("deepgram", "flux.end", TimeSpan.FromMilliseconds(460));
        await using var deepgram = await SimulatedDeepgram.StartAsync(options: new() { Delays = delays });
        deepgram.Script.Set("Hola.");
        using var client = await RawClient.ConnectAsync(deepgram, Path + "&eager_eot_threshold=0.5");

        await client.SendAsync(Speech.Voice(300, silenceAfterMs: 500));
        var ends = new Dictionary<string, double>();
        while (!ends.ContainsKey("EndOfTurn"))
        {
            var info = await client.NextAsync("TurnInfo");
            ends[info.Text("event")] = info.Number("audio_window_end");
        }

        Assert.Equal(0.5, ends["EagerEndOfTurn"], precision: 9);
        Assert.Equal(0.7, ends["EndOfTurn"], precision: 9);
    }

    /// <summary>Reads on to the next byte that begins a frame of this kind; text has none such.</summary>
    private static async Task FrameAsync(NetworkStream stream, byte first)
    {
        var one = new byte[1];
        do
        {
            Assert.Equal(1, await stream.ReadAsync(one).AsTask().WaitAsync(TimeSpan.FromSeconds(20)));
        } while (one[0] != first);
    }
}
