using LocalVoice.Engines;
using LocalVoice.Server.Tests.Hosting;
using LocalVoice.Server.Tests.Http.Transcriptions;
using LocalVoice.Server.Tests.Wyoming.Hosting;
using LocalVoice.Testing.Wyoming;

namespace LocalVoice.Server.Tests.Wyoming.Listening;

public sealed class TranscriptionEventTests : IAsyncLifetime
{
    private static readonly string[] Voice = ["voice-started", "voice-stopped"];
    private WyomingServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await WyomingServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_stream_is_written_down_part_by_part_and_whole()
    {
        _server.Engines.Recognizer.Finals.Then("Turn on", "the light.");
        await using var peer = await _server.ConnectAsync();

        await peer.SendAsync("transcribe", new { language = "en" });
        await peer.SendAudioAsync([.. Wav.Speech(1), .. Wav.Silence(1), .. Wav.Speech(1)]);
        var events = (await peer.UpToAsync("transcript-stop")).Where(one => !Voice.Contains(one.Type)).ToList();

        Assert.Equal(
            ["transcript-start", "transcript-chunk", "transcript-chunk", "transcript", "transcript-stop"],
            events.Select(one => one.Type)
        );
        Assert.Equal("en", events[0].Text("language"));
        Assert.Equal("Turn on the light.", events[1].Text("text") + events[2].Text("text"));
        Assert.Equal(("Turn on the light.", "en"), (events[3].Text("text"), events[3].Text("language")));
        Assert.Equal("en", _server.Engines.Recognizer.Streams[^1].Options.Language);
    }

    [Fact]
    public async Task The_first_part_comes_before_the_stream_has_ended()
    {
        _server.Engines.Recognizer.Finals.Then("Turn on");
        await using var peer = await _server.ConnectAsync();

        await peer.SendAsync("transcribe");
        await peer.SendAudioAsync([.. Wav.Speech(1), .. Wav.Silence(1)], stop: false);

        Assert.Equal("Turn on", (await peer.UpToAsync("transcript-chunk"))[^1].Text("text"));
    }

    [Fact]
    public async Task Without_transcribe_it_is_written_down_in_the_default_profiles_language()
    {
        _server.Engines.Recognizer.Finals.Then("Hola.");
        await using var peer = await _server.ConnectAsync();

        await peer.SendAudioAsync(Wav.Speech(1));

        Assert.Equal("es", (await peer.UpToAsync("transcript"))[^1].Text("language"));
    }

    [Theory]
    [InlineData("en_GB", "en-GB")]
    [InlineData("ca-valencia", "ca-valencia")]
    public async Task A_language_may_be_written_as_Home_Assistant_does(string written, string read)
    {
        await using var peer = await _server.ConnectAsync();

        await peer.SendAsync("transcribe", new { language = written });
        await peer.SendAudioAsync(Wav.Speech(1));

        await peer.UpToAsync("transcript-stop");
        Assert.Equal(read, _server.Engines.Recognizer.Streams[^1].Options.Language);
    }

    [Fact]
    public async Task A_profile_is_chosen_by_the_models_name()
    {
        await using var peer = await _server.ConnectAsync();

        await peer.SendAsync("transcribe", new { name = "en" });
        await peer.SendAudioAsync(Wav.Speech(1));

        await peer.UpToAsync("transcript-stop");
        Assert.Equal("en", _server.Engines.Recognizer.Streams[^1].Options.Language);
    }

    [Fact]
    public async Task Silence_gives_an_empty_transcript()
    {
        await using var peer = await _server.ConnectAsync();

        await peer.SendAudioAsync(Wav.Silence(1));

        Assert.Equal(
            ["transcript-start", "transcript", "transcript-stop"],
            (await peer.UpToAsync("transcript-stop")).Select(one => one.Type)
        );
        Assert.Equal(0, _server.Engines.Recognizer.FinalDecodes.Count);
    }

    [Theory]
    [InlineData(48_000, 2, 2)]
    [InlineData(8000, 4, 1)]
    [InlineData(44_100, 3, 1)]
    public async Task Other_formats_are_made_16_kHz_mono(int rate, int width, int channels)
    {
        await using var peer = await _server.ConnectAsync();
        var format = WyomingPeer.Format(rate, width, channels);
        var tone = Enumerable.Range(0, rate).Select(i => 0.3 * Math.Sin(2 * Math.PI * 300 * i / rate));
        byte[] pcm =
        [
            .. tone.SelectMany(sample => Enumerable.Repeat((long)(sample * Math.Pow(2, (8 * width) - 1)), channels))
                .SelectMany(sample => BitConverter.GetBytes(sample)[..width]),
        ];

        await peer.SendAsync("transcribe");
        await peer.SendAsync("audio-start", format);
        await peer.SendAsync("audio-chunk", format, pcm);
        await peer.SendAsync("audio-stop");

        await peer.UpToAsync("transcript-stop");
        var heard = _server.Engines.Recognizer.Streams[^1].Utterance;
        Assert.InRange(heard.Length, 15_900, 16_100);
        Assert.Equal(0.3, heard.Max(), 0.02);
    }

    [Fact]
    public async Task One_connection_serves_several_streams()
    {
        _server.Engines.Recognizer.Finals.Then("One.", "Two.");
        await using var peer = await _server.ConnectAsync();

        await peer.SendAudioAsync(Wav.Speech(1));
        var first = await peer.UpToAsync("transcript-stop");
        await peer.SendAudioAsync(Wav.Speech(1));
        var second = await peer.UpToAsync("transcript-stop");

        Assert.Equal("One.", first[^2].Text("text"));
        Assert.Equal("Two.", second[^2].Text("text"));
    }

    [Fact]
    public async Task A_stream_that_begins_anew_forgets_what_was_before()
    {
        _server.Engines.Recognizer.Finals.Then("Anew.");
        await using var peer = await _server.ConnectAsync();

        await peer.SendAudioAsync(Wav.Speech(1), stop: false);
        await peer.SendAudioAsync(Wav.Speech(2));

        Assert.Equal("Anew.", (await peer.UpToAsync("transcript"))[^1].Text("text"));
        Assert.Equal(2, _server.Engines.Recognizer.Streams[^1].LastDecoded.TotalSeconds, 0.3);
    }

    [Fact]
    public async Task A_language_that_the_recogniser_does_not_know_is_refused()
    {
        _server.Engines.Recognizer.UnknownLanguages.Add("xx");
        await using var peer = await _server.ConnectAsync();

        await peer.SendAsync("transcribe", new { language = "xx" });
        await peer.SendAsync("audio-start", WyomingPeer.Format());

        Assert.Equal("invalid_value", await peer.RefusalAsync());
    }

    [Fact]
    public async Task A_failure_of_the_engine_is_told_without_its_message()
    {
        _server.Engines.Recognizer.FinalFailure = new EngineException("/secret/path");
        await using var peer = await _server.ConnectAsync();

        await peer.SendAudioAsync(Wav.Speech(1));
        var error = (await peer.UpToAsync("error"))[^1];

        Assert.Equal("engine_failed", error.Text("code"));
        Assert.DoesNotContain("secret", error.Text("text"), StringComparison.Ordinal);
        Assert.Null(await peer.NextAsync());
    }

    [Fact]
    public async Task A_client_that_leaves_ends_the_decode()
    {
        _server.Engines.Recognizer.FinalHold.Engage();
        var peer = await _server.ConnectAsync();
        await peer.SendAudioAsync(Wav.Speech(1));
        await _server.Engines.Recognizer.FinalDecodes.ReachesAsync(1);

        await peer.DisposeAsync();

        await _server.Engines.Recognizer.Cancelled.ReachesAsync(1);
    }

    [Fact]
    public async Task So_does_one_that_leaves_amid_more_than_is_read_ahead()
    {
        _server.Engines.Recognizer.FinalHold.Engage();
        var peer = await _server.ConnectAsync();
        await peer.SendAudioAsync([.. Wav.Speech(1), .. Wav.Silence(1)], stop: false);
        await _server.Engines.Recognizer.FinalDecodes.ReachesAsync(1);
        await peer.SendAudioAsync(Wav.Speech(20), start: false);

        await peer.DisposeAsync();

        await _server.Engines.Recognizer.Cancelled.ReachesAsync(1);
    }

    [Fact]
    public async Task What_is_said_is_not_logged()
    {
        const string Secret = "xylophone";
        _server.Engines.Recognizer.Finals.Then(Secret);
        await using var peer = await _server.ConnectAsync();
        await peer.SendAudioAsync(Wav.Speech(1));
        await peer.UpToAsync("transcript-stop");

        await peer.SendAsync("synthesize", new { text = Secret });
        await peer.UpToAsync("audio-stop");
        await peer.SendLineAsync(Secret);
        Assert.Equal("invalid_json", await peer.RefusalAsync());

        Assert.DoesNotContain(_server.Server.Log.Lines, line => line.Contains(Secret, StringComparison.OrdinalIgnoreCase));
    }
}
