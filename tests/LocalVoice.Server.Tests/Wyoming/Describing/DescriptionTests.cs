using LocalVoice.Server.Health;
using LocalVoice.Server.Tests.Hosting;
using LocalVoice.Server.Tests.Wyoming.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace LocalVoice.Server.Tests.Wyoming.Describing;

public sealed class DescriptionTests
{
    [Fact]
    public async Task What_the_server_offers_is_described()
    {
        await using var server = await WyomingServer.StartOnAsync(
            new()
            {
                Recognizer = new() { KnownLanguages = ["ca", "es", "fr"] },
                Synthesizer = new() { Voices = ["tone", "linda"], VoiceLanguages = { ["tone"] = ["es"], ["linda"] = ["ca", "en"] } },
            }
        );
        await using var peer = await server.ConnectAsync();

        await peer.SendAsync("describe");
        var info = (await peer.ExpectAsync("info")).Data;

        var (asr, tts) = (info.At("asr.0"), info.At("tts.0"));
        Assert.True(asr.At("supports_transcript_streaming").GetBoolean());
        Assert.True(tts.At("supports_synthesize_streaming").GetBoolean());
        Assert.Equal("es", asr.Text("models.0.name"));
        Assert.Equal(["es", "ca", "fr"], asr.At("models.0.languages").EnumerateArray().Select(one => one.GetString()));
        Assert.Contains("script on cpu", asr.Text("models.0.description"), StringComparison.Ordinal);
        Assert.Equal(["tone", "linda"], tts.At("voices").EnumerateArray().Select(voice => voice.Text("name")));
        Assert.Equal(["ca", "en"], tts.At("voices.1.languages").EnumerateArray().Select(one => one.GetString()));
        Assert.All(
            new[] { asr, tts }.Concat(asr.At("models").EnumerateArray()).Concat(tts.At("voices").EnumerateArray()),
            artifact =>
            {
                Assert.True(artifact.At("installed").GetBoolean());
                Assert.NotEmpty(artifact.Text("version")!);
                Assert.NotEmpty(artifact.Text("attribution.name")!);
                Assert.NotNull(artifact.Text("attribution.url"));
            }
        );
        Assert.All(["handle", "intent", "wake", "mic", "snd"], domain => Assert.Empty(info.At(domain).EnumerateArray()));
    }

    [Fact]
    public async Task A_model_of_the_manifest_is_attributed()
    {
        await using var server = await WyomingServer.StartOnAsync(
            new() { Recognizer = new() { Info = new("stt", "whisper", "starter-stt.bin", "cpu", "a package 1.0") } }
        );
        await using var peer = await server.ConnectAsync();

        await peer.SendAsync("describe");
        var info = (await peer.ExpectAsync("info")).Data;

        Assert.Equal("whisper starter-stt, licence MIT", info.Text("asr.0.models.0.attribution.name"));
    }

    [Fact]
    public async Task Nothing_is_described_before_the_models_are_ready()
    {
        await using var server = await WyomingServer.StartAsync();
        server.Server.Services.GetRequiredService<EngineReadiness>().Expect("stt");
        await using var peer = await server.ConnectAsync();

        await peer.SendAsync("describe");

        Assert.Equal("server_not_ready", await peer.RefusalAsync());
    }

    [Theory]
    [InlineData("hello")]
    [InlineData(null)]
    public async Task A_ping_is_answered_with_its_text(string? text)
    {
        await using var server = await WyomingServer.StartAsync();
        await using var peer = await server.ConnectAsync();

        await peer.SendAsync("ping", new { text });

        Assert.Equal(text, (await peer.ExpectAsync("pong")).Text("text"));
    }

    [Fact]
    public async Task What_is_not_served_is_told_and_the_connection_goes_on()
    {
        await using var server = await WyomingServer.StartAsync();
        await using var peer = await server.ConnectAsync();

        await peer.SendAsync("detect", new { names = new[] { "hey" } }, [1, 2, 3]);
        var error = await peer.ExpectAsync("error");
        await peer.SendAsync("ping");

        Assert.Equal("unknown_event", error.Text("code"));
        Assert.Contains("'detect'", error.Text("text"), StringComparison.Ordinal);
        await peer.ExpectAsync("pong");
    }
}
