using LocalVoice.Engines;
using LocalVoice.Server.Tests.Hosting;
using LocalVoice.Server.Tests.Wyoming.Hosting;
using LocalVoice.Testing.Fakes;
using LocalVoice.Testing.Wyoming;

namespace LocalVoice.Server.Tests.Wyoming.Speaking;

public sealed class SynthesisEventTests : IAsyncLifetime
{
    private WyomingServer _server = null!;

    private FakeSynthesizer Synthesizer => _server.Engines.Synthesizer;

    public async ValueTask InitializeAsync() =>
        _server = await WyomingServer.StartOnAsync(
            new()
            {
                Synthesizer = new(22_050)
                {
                    Voices = ["tone", "english"],
                    Languages = ["es", "en"],
                    VoiceLanguages = { ["tone"] = ["es", "ca"], ["english"] = ["en"] },
                },
            }
        );

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_text_is_said_between_start_and_stop_at_the_voices_own_rate()
    {
        await using var peer = await _server.ConnectAsync();

        await peer.SendAsync("synthesize", new { text = "Hola a todos." });
        var events = await peer.UpToAsync("audio-stop");

        Assert.Equal("audio-start", events[0].Type);
        Assert.All(events.SkipLast(1), one => Assert.Equal((22_050, 2, 1), Format(one)));
        var bytes = events.Sum(one => one.Payload.Length);
        Assert.Equal(Said() * 0.05, bytes / 44_100.0, 0.01);
        Assert.Equal(bytes / 44.1, events[^1].Number("timestamp"), 2.0);
    }

    [Fact]
    public async Task Numbers_are_said_as_an_agent_says_them()
    {
        await using var peer = await _server.ConnectAsync();

        await peer.SendAsync("synthesize", new { text = "**Son 3 euros.**" });
        await peer.UpToAsync("audio-stop");

        Assert.Equal("Son tres euros.", Synthesizer.Requests.Single().Text.Trim());
    }

    [Theory]
    [InlineData("""{"name": "english"}""", "en", "english")]
    [InlineData("""{"name": "tone"}""", "es", "tone")]
    [InlineData("""{"name": "en"}""", "en", null)]
    [InlineData("""{"name": "alloy"}""", "es", null)]
    [InlineData("""{"language": "en_US"}""", "en", null)]
    [InlineData("""{"language": "ca"}""", "ca", null)]
    [InlineData("{}", "es", null)]
    public async Task A_voice_is_chosen_by_name_profile_or_language(string voice, string language, string? name)
    {
        await using var peer = await _server.ConnectAsync();

        await peer.SendLineAsync($$$"""{"type": "synthesize", "data": {"text": "OK", "voice": {{{voice}}}}}""");
        await peer.UpToAsync("audio-stop");

        var request = Synthesizer.Requests.Single();
        Assert.Equal((language, name), (request.Language, request.Voice));
    }

    [Fact]
    public async Task A_language_that_nobody_speaks_is_refused_and_those_that_are_spoken_are_named()
    {
        await using var peer = await _server.ConnectAsync();

        await peer.SendAsync("synthesize", new { text = "Hei.", voice = new { language = "fi" } });
        var error = await peer.ExpectAsync("error");

        Assert.Equal("invalid_value", error.Text("code"));
        Assert.Contains("'ca', 'en', 'es'", error.Text("text"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_without_words_is_speech_without_a_sample()
    {
        await using var peer = await _server.ConnectAsync();

        await peer.SendAsync("synthesize", new { text = "…" });

        Assert.Equal(["audio-start", "audio-stop"], (await peer.UpToAsync("audio-stop")).Select(one => one.Type));
    }

    [Fact]
    public async Task What_is_said_first_comes_while_the_rest_is_not_written_yet()
    {
        await using var peer = await _server.ConnectAsync();

        await peer.SendAsync("synthesize-start", new { voice = new { name = "english" } });
        await peer.SendAsync("synthesize-chunk", new { text = "This is the first sen" });
        await peer.SendAsync("synthesize-chunk", new { text = "tence. And" });
        await peer.UpToAsync("audio-chunk");
        await peer.SendAsync("synthesize-chunk", new { text = " this is the second." });
        await peer.SendAsync("synthesize", new { text = "This is the first sentence. And this is the second." });
        await peer.SendAsync("synthesize-stop");
        var rest = await peer.UpToAsync("synthesize-stopped");

        Assert.Equal(
            "This is the first sentence. And this is the second.",
            string.Join(' ', Synthesizer.Requests.Select(one => one.Text.Trim()))
        );
        Assert.Equal("audio-stop", rest[^2].Type);
        Assert.Single(rest, one => one.Type == "audio-stop");
        Assert.All(Synthesizer.Requests, request => Assert.Equal(("english", "en"), (request.Voice, request.Language)));
    }

    [Fact]
    public async Task After_a_stream_of_text_another_is_served_and_a_text_at_once()
    {
        await using var peer = await _server.ConnectAsync();
        for (var i = 0; i < 2; i++)
        {
            await peer.SendAsync("synthesize-start");
            await peer.SendAsync("synthesize-chunk", new { text = "Hola." });
            await peer.SendAsync("synthesize-stop");
            await peer.UpToAsync("synthesize-stopped");
        }

        await peer.SendAsync("synthesize", new { text = "Adiós." });

        await peer.UpToAsync("audio-stop");
        Assert.Equal(["Hola.", "Hola.", "Adiós."], Synthesizer.Requests.Select(request => request.Text.Trim()));
    }

    [Theory]
    [InlineData("""{"type": "synthesize"}""", "missing_required_parameter")]
    [InlineData("""{"type": "synthesize", "data": {"text": 7}}""", "invalid_type")]
    [InlineData("""{"type": "synthesize", "data": {"text": "Hi", "voice": "tone"}}""", "invalid_type")]
    [InlineData("""{"type": "synthesize", "data": {"text": "Hi", "text_format": "ssml"}}""", "invalid_value")]
    [InlineData("""{"type": "synthesize-chunk", "data": {"text": "Hi"}}""", "unexpected_event")]
    [InlineData("""{"type": "synthesize-stop"}""", "unexpected_event")]
    [InlineData("""{"type": "audio-stop"}""", "unexpected_event")]
    public async Task A_wrong_event_is_named_and_ends_the_connection(string line, string code)
    {
        await using var peer = await _server.ConnectAsync();

        await peer.SendLineAsync(line);

        Assert.Equal(code, await peer.RefusalAsync());
    }

    [Fact]
    public async Task A_text_is_no_book_however_it_is_cut()
    {
        await using var peer = await _server.ConnectAsync();
        Synthesizer.PerCharacter = TimeSpan.FromMicroseconds(1);

        await peer.SendAsync("synthesize-start");
        for (var i = 0; i < 5; i++)
        {
            await peer.SendAsync("synthesize-chunk", new { text = new string('a', 8 * 1024) });
        }

        Assert.Equal("string_above_max_length", (await peer.UpToAsync("error"))[^1].Text("code"));
    }

    [Fact]
    public async Task A_failure_amid_the_speech_ends_it()
    {
        Synthesizer.Failure = new EngineOverloadedException("too much");
        Synthesizer.ChunksBeforeFailure = 1;
        await using var peer = await _server.ConnectAsync();

        await peer.SendAsync("synthesize", new { text = "Hola a todos los presentes." });

        Assert.Equal("engine_overloaded", (await peer.UpToAsync("error"))[^1].Text("code"));
        Assert.Null(await peer.NextAsync());
    }

    [Fact]
    public async Task A_client_that_leaves_ends_the_speech()
    {
        Synthesizer.LaterChunksHold.Engage();
        var peer = await _server.ConnectAsync();
        await peer.SendAsync("synthesize", new { text = "Hola a todos." });
        await peer.UpToAsync("audio-chunk");

        await peer.DisposeAsync();

        await Synthesizer.Ended.ReachesAsync(1);
    }

    private int Said() => Synthesizer.Requests.Sum(request => request.Text.Length);

    private static (int, int, int) Format(PeerEvent one) =>
        ((int)one.Number("rate"), (int)one.Number("width"), (int)one.Number("channels"));
}
