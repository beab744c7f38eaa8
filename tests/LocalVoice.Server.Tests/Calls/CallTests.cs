using System.Net;
using LocalVoice.Audio;
using LocalVoice.Core.Sessions;
using LocalVoice.Server.Tests.Hosting;
using LocalVoice.Testing.Calls;
using LocalVoice.WebRtc.Codecs;
using LocalVoice.WebRtc.Rtp;

namespace LocalVoice.Server.Tests.Calls;

/// <summary>A session over WebRTC: voices on tracks, events on the data channel.</summary>
public sealed class CallTests : IAsyncLifetime
{
    private CallServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await CallServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task An_offer_is_answered_with_the_call_s_address_and_a_session()
    {
        using var response = await _server.PostAsync(Offers.Chromium, "?model=ca");

        Assert.Equal((HttpStatusCode.Created, "application/sdp"), (response.StatusCode, response.Content.Headers.ContentType!.MediaType));
        Assert.Matches("^/v1/realtime/calls/rtc_[0-9a-f]{32}$", response.Headers.Location!.OriginalString);
        Assert.StartsWith("v=0\r\n", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var settings = (await _server.Server.Sessions.Opened.ReadAsync(TestClient.EventTimeout())).Settings;
        Assert.Equal(
            ("ca", new AudioFormat(AudioEncoding.Pcm16, 16_000), new AudioFormat(AudioEncoding.Pcm16, 24_000), true),
            (settings.Language, settings.InputFormat, settings.OutputFormat, settings.Extensions)
        );
    }

    [Fact]
    public async Task The_first_event_is_the_session_as_stock_clients_know_it()
    {
        using var response = await _server.PostAsync(Offers.Chromium);
        var transport = await _server.Network.Accepted.ReadAsync(TestClient.EventTimeout());
        var channels = await _server.Channels.Created.ReadAsync(TestClient.EventTimeout());
        transport.Connect();
        var other = channels.Open("something-else");
        var call = new TestCall(
            "",
            await _server.Server.Sessions.Opened.ReadAsync(TestClient.EventTimeout()),
            transport,
            channels.Open("oai-events")
        );

        var created = await call.ExpectAsync("session.created");
        Assert.Equal(
            ("realtime", "audio/pcm", 24_000),
            (
                created.Text("session.type"),
                created.Text("session.audio.input.format.type"),
                created.Number("session.audio.input.format.rate")
            )
        );
        await other.Ignored.WaitAsync(TestClient.EventTimeout());
        Assert.False(created.At("session").TryGetProperty("localvoice", out _));
        StockReader.Require(System.Text.Encoding.UTF8.GetBytes(created.GetRawText()));
    }

    [Fact]
    public async Task The_user_s_voice_is_heard_by_the_session()
    {
        var call = await _server.CallAsync();
        var encoder = new OpusVoiceEncoder();
        var payload = new byte[CallAudio.MostPayloadBytes];
        for (var i = 1; i <= 3; i++)
        {
            var length = encoder.Encode(new short[CallAudio.AgentFrameSamples], payload);
            call.Transport.Receiver.ReceiveRtp(Packet(i, payload.AsSpan(0, length)));
        }

        for (var i = 0; i < 3; i++)
        {
            Assert.InRange((await call.Session.Audio.ReadAsync(TestClient.EventTimeout())).Length, 560, 640);
        }
    }

    [Fact]
    public async Task The_agent_s_voice_is_on_the_track_and_in_no_event()
    {
        var call = await _server.CallAsync();
        await call.Session.TellAsync(
            new ResponseCreated("resp_1", Spoken: true, "vega", null, null),
            new ResponseStarted("resp_1", "item_1", null, 1, Spoken: true),
            new ResponseText("resp_1", "item_1", "Hello."),
            Audio(0, last: false),
            Audio(480, last: true)
        );

        await call.ExpectAsync(
            "response.created",
            "response.output_item.added",
            "conversation.item.added",
            "response.content_part.added",
            "response.output_audio_transcript.delta"
        );
        var started = await call.ExpectAsync("output_audio_buffer.started");
        Assert.Equal("resp_1", started.Text("response_id"));
        StockReader.Require(System.Text.Encoding.UTF8.GetBytes(started.GetRawText()));
        await call.ExpectAsync("output_audio_buffer.stopped");
        for (var i = 0; i < 2; i++)
        {
            Assert.True(RtpPacket.TryRead(await call.Transport.Rtp.ReadAsync(TestClient.EventTimeout()), out var packet));
            Assert.Equal(111, packet.PayloadType);
        }

        // What was sent counts as played; the newest position is told at least.
        PlaybackPosition position;
        do
        {
            position = Assert.IsType<PlaybackPosition>(await call.Session.Commands.ReadAsync(TestClient.EventTimeout()));
            Assert.Equal(1, position.Ordinal);
        } while (position.Sample < 960);
    }

    [Fact]
    public async Task Barge_in_and_clear_throw_away_what_was_not_sent()
    {
        var call = await _server.CallAsync();
        await call.Session.TellAsync(
            new ResponseCreated("resp_1", Spoken: true, "vega", null, null),
            new ResponseStarted("resp_1", "item_1", null, 1, Spoken: true),
            Audio(0, last: false),
            Audio(480, last: false)
        );
        await call.ExpectAsync("response.created", "response.output_item.added", "conversation.item.added", "response.content_part.added");
        await call.ExpectAsync("output_audio_buffer.started");

        call.Channel.Write("""{"type":"output_audio_buffer.clear"}""");
        while (await call.Session.Commands.ReadAsync(TestClient.EventTimeout()) is not ClearOutput) { }

        await call.Session.TellAsync(new PlaybackFlushed(1, new("item_1", 0, TimeSpan.FromMilliseconds(40))));
        var truncated = await call.ExpectAsync("conversation.item.truncated");
        Assert.Equal(("item_1", 0, 40), (truncated.Text("item_id"), truncated.Number("content_index"), truncated.Number("audio_end_ms")));
        Assert.Equal("resp_1", (await call.ExpectAsync("output_audio_buffer.cleared")).Text("response_id"));
    }

    [Fact]
    public async Task Events_of_the_client_s_are_commands_and_wrong_ones_errors()
    {
        var call = await _server.CallAsync();
        call.Channel.Write(
            """{"type":"session.update","session":{"instructions":"Be a pirate.","audio":{"input":{"format":{"type":"audio/pcmu"}}}}}"""
        );
        Assert.Equal("Be a pirate.", (await call.ExpectAsync("session.updated")).Text("session.instructions"));
        var update = Assert.IsType<UpdateSettings>(await call.Session.Commands.ReadAsync(TestClient.EventTimeout()));
        Assert.Equal(new AudioFormat(AudioEncoding.Pcm16, 16_000), update.Settings.InputFormat);

        call.Channel.Write("""{"type":"input_audio_buffer.append","audio":"AAAA","event_id":"e1"}""");
        var error = (await call.ExpectAsync("error")).At("error");
        Assert.Equal(("unsupported_event", "e1"), (error.Text("code"), error.Text("event_id")));
        Assert.Contains("audio track", error.Text("message"), StringComparison.Ordinal);

        call.Channel.Write("""{"type":"response.create","response":{"audio":{"output":{"format":{"type":"audio/pcma"}}}}}""");
        var create = Assert.IsType<CreateResponse>(await call.Session.Commands.ReadAsync(TestClient.EventTimeout()));
        Assert.Null(create.Request.OutputFormat);

        call.Channel.Write("nonsense");
        Assert.Equal("invalid_json", (await call.ExpectAsync("error")).Text("error.code"));
    }

    [Fact]
    public async Task Extension_events_are_not_told()
    {
        var call = await _server.CallAsync();
        await call.Session.TellAsync(
            new PlaybackDucked(-15),
            new PlaybackRestored(),
            new PlaybackPaused(),
            new PlaybackResumed(),
            new InputCleared()
        );

        await call.ExpectAsync("input_audio_buffer.cleared");

        call.Channel.Write("""{"type":"session.update","session":{"localvoice":{"language":"ca"}}}""");
        Assert.Equal("session.localvoice", (await call.ExpectAsync("error")).Text("error.param"));
    }

    [Fact]
    public async Task Hanging_up_ends_the_session_and_the_connection()
    {
        var call = await _server.CallAsync();
        using var response = await _server.SendAsync(null, $"{call.Address}/hangup");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        await call.Session.Disposed.WaitAsync(TestClient.EventTimeout());
        await call.Transport.Disposed.WaitAsync(TestClient.EventTimeout());
    }

    [Fact]
    public async Task A_caller_who_leaves_ends_the_session()
    {
        var call = await _server.CallAsync();
        call.Transport.Close();

        await call.Session.Disposed.WaitAsync(TestClient.EventTimeout());
        await call.Transport.Disposed.WaitAsync(TestClient.EventTimeout());
    }

    [Fact]
    public async Task A_caller_who_never_comes_is_given_up()
    {
        using var response = await _server.PostAsync(Offers.Chromium);
        (await _server.Network.Accepted.ReadAsync(TestClient.EventTimeout())).FailToConnect(new("nobody came"));

        var session = await _server.Server.Sessions.Opened.ReadAsync(TestClient.EventTimeout());
        await session.Disposed.WaitAsync(TestClient.EventTimeout());
    }

    [Fact]
    public async Task A_session_that_ends_or_fails_ends_the_call()
    {
        var ended = await _server.CallAsync();
        ended.Session.Finish();
        await ended.Transport.Disposed.WaitAsync(TestClient.EventTimeout());

        var failed = await _server.CallAsync();
        failed.Session.Finish(new InvalidOperationException("broken"));
        Assert.Equal("server_error", (await failed.ExpectAsync("error")).Text("error.code"));
        await failed.Transport.Disposed.WaitAsync(TestClient.EventTimeout());
    }

    [Fact]
    public async Task A_caller_who_closes_the_data_channel_is_still_heard()
    {
        var call = await _server.CallAsync();
        call.Channel.Close();
        await call.Session.TellAsync(new InputCleared(), new InputCleared());
        call.Transport.Receiver.ReceiveRtp(Packet(1, [0xFC, 0, 0, 0]));

        Assert.NotEmpty(await call.Session.Audio.ReadAsync(TestClient.EventTimeout()));
        Assert.False(call.Session.Disposed.IsCompleted);
    }

    [Fact]
    public async Task A_server_that_stops_lets_the_call_finish()
    {
        var call = await _server.CallAsync();
        call.Session.Busy = true;
        var stopping = _server.Server.StopAsync();
        await call.Session.Finishing.WaitAsync(TestClient.EventTimeout());
        Assert.False(call.Session.Disposed.IsCompleted);
        call.Session.Finish();

        await stopping.WaitAsync(TestClient.EventTimeout());
        Assert.True(call.Transport.Disposed.IsCompletedSuccessfully);
    }

    private static ResponseAudio Audio(long first, bool last) =>
        new("resp_1", "item_1", 1, first, new short[CallAudio.AgentFrameSamples], last, CancellationToken.None);

    private static byte[] Packet(int number, ReadOnlySpan<byte> payload)
    {
        byte[] packet = [.. new byte[RtpPacket.HeaderBytes], .. payload];
        (packet[0], packet[1], packet[3], packet[11]) = (0x80, 111, (byte)number, 9);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(packet.AsSpan(4), number * 960);
        return packet;
    }
}
