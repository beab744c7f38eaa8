using LocalVoice.Server.Tests.Hosting;
using LocalVoice.Server.Tests.Http.Transcriptions;
using LocalVoice.Server.Tests.Wyoming.Hosting;
using LocalVoice.Testing.Wyoming;

namespace LocalVoice.Server.Tests.Wyoming;

/// <summary>What the protocol's own package reads and writes.</summary>
public sealed class ReferencePackageTests : IAsyncLifetime
{
    private WyomingServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await WyomingServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task It_reads_what_the_server_offers_field_by_field()
    {
        await RequirePackageAsync();

        var info = (await ReferencePackage.TalkAsync(_server.Address.Port, [], "describe")).Single();

        Assert.Equal("info", info.Type());
        Assert.Equal(["es", "ca", "en"], info.At("data.asr.0.models").EnumerateArray().Select(one => one.Text("name")));
        Assert.True(info.At("data.asr.0.supports_transcript_streaming").GetBoolean());
        Assert.Equal("tone", info.Text("data.tts.0.voices.0.name"));
        Assert.True(info.At("data.tts.0.supports_synthesize_streaming").GetBoolean());
    }

    [Fact]
    public async Task Its_ping_is_answered()
    {
        await RequirePackageAsync();

        Assert.Equal("hello", (await ReferencePackage.TalkAsync(_server.Address.Port, [], "ping")).Single().Text("data.text"));
    }

    [Fact]
    public async Task Its_audio_is_written_down()
    {
        await RequirePackageAsync();
        _server.Engines.Recognizer.Finals.Then("Enciende", "la luz.");
        var pcm = WyomingPeer.Pcm([.. Wav.Speech(1), .. Wav.Silence(1), .. Wav.Speech(1)]);

        var events = await ReferencePackage.TalkAsync(_server.Address.Port, pcm, "transcribe", "ca");

        var transcript = events.Single(one => one.Type() == "transcript");
        Assert.Equal(("Enciende la luz.", "ca"), (transcript.Text("data.text"), transcript.Text("data.language")));
        Assert.Equal(2, events.Count(one => one.Type() == "transcript-chunk"));
    }

    [Fact]
    public async Task Its_voices_are_told()
    {
        await RequirePackageAsync();
        var pcm = WyomingPeer.Pcm([.. Wav.Silence(1), .. Wav.Speech(1), .. Wav.Silence(1)]);

        var events = await ReferencePackage.TalkAsync(_server.Address.Port, pcm, "vad");

        Assert.Equal(["voice-started", "voice-stopped"], events.Select(one => one.Type()));
    }

    [Theory]
    [InlineData("synthesize", "Hola a todos.")]
    [InlineData("stream", "tone", "Hola a", " todos.")]
    public async Task It_is_given_speech(params string[] arguments)
    {
        await RequirePackageAsync();

        var events = await ReferencePackage.TalkAsync(_server.Address.Port, [], arguments);

        Assert.Equal("audio-start", events[0].Type());
        var samples = events.Where(one => one.Type() == "audio-chunk").Sum(one => one.Number("data.samples"));
        Assert.Equal(_server.Engines.Synthesizer.Requests.Sum(request => request.Text.Length) * 0.05, samples / 24_000.0, 0.01);
    }

    private static async Task RequirePackageAsync()
    {
        var missing = await ReferencePackage.MissingAsync();
        Assert.SkipWhen(missing is not null, missing ?? "");
    }
}
