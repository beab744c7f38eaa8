using LocalVoice.Core.Sessions;
using LocalVoice.Server.Tests.Hosting;
using LocalVoice.WebRtc.Codecs;

namespace LocalVoice.Server.Tests.Calls;

/// <summary>A call whose address asks for the extensions.</summary>
public sealed class ExtendedCallTests : IAsyncLifetime
{
    private CallServer _server = null!;

    public async ValueTask InitializeAsync() =>
        _server = await CallServer.StartAsync("--LocalVoice:AllowedOverrides=language", "--LocalVoice:DefaultProfile=es");

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Its_session_has_the_fields_of_the_extensions_and_takes_them()
    {
        var call = await _server.CallAsync("?protocol=localvoice");
        call.Channel.Write("""{"type":"session.update","session":{"localvoice":{"language":"ca"}}}""");

        var updated = await call.ExpectAsync("session.updated");
        Assert.Equal("semantic_vad", updated.Text("session.audio.input.turn_detection.type"));
        Assert.Equal(("es", "ca"), (updated.Text("session.localvoice.profile"), updated.Text("session.localvoice.language")));
        var update = Assert.IsType<UpdateSettings>(await call.Session.Commands.ReadAsync(TestClient.EventTimeout()));
        Assert.Equal("ca", update.Settings.Language);
    }

    [Fact]
    public async Task It_is_told_what_the_server_does_with_the_agent_s_voice()
    {
        var call = await _server.CallAsync("?protocol=localvoice");
        await call.Session.TellAsync(
            new ResponseCreated("resp_1", Spoken: true, "vega", null, null),
            new ResponseStarted("resp_1", "item_1", null, 7, Spoken: true),
            new ResponseAudio("resp_1", "item_1", 7, 0, new short[CallAudio.AgentFrameSamples], false, CancellationToken.None)
        );
        await call.ExpectAsync("response.created", "response.output_item.added", "conversation.item.added");
        var begin = await call.ExpectAsync("localvoice.audio.begin");
        Assert.Equal((7, "resp_1"), (begin.Number("ordinal"), begin.Text("response_id")));
        await call.ExpectAsync("response.content_part.added", "output_audio_buffer.started");

        await call.Session.TellAsync(new PlaybackDucked(-15), new PlaybackRestored(), new PlaybackPaused(), new PlaybackResumed());
        Assert.Equal(-15, (await call.ExpectAsync("localvoice.audio.duck")).Number("gain_db"));
        await call.ExpectAsync("localvoice.audio.restore", "localvoice.audio.pause", "localvoice.audio.resume");
    }

    [Fact]
    public async Task What_was_played_is_the_server_s_to_know()
    {
        var call = await _server.CallAsync("?protocol=localvoice");
        call.Channel.Write("""{"type":"localvoice.playback.position","ordinal":1,"sample":2}""");

        Assert.Equal("type", (await call.ExpectAsync("error")).Text("error.param"));
    }

    [Fact]
    public async Task Its_last_event_is_why_it_ends_as_a_WebSocket_would_say_it()
    {
        var over = await _server.CallAsync("?protocol=localvoice");
        over.Session.Finish();
        Assert.Equal(1000, (await over.ExpectAsync("localvoice.closed")).Number("code"));

        var failed = await _server.CallAsync("?protocol=localvoice");
        failed.Session.Finish(new InvalidOperationException("broken"));
        var closed = await failed.ExpectAsync("error", "localvoice.closed");
        Assert.Equal((1011, "The session failed."), (closed.Number("code"), closed.Text("reason")));
    }
}
