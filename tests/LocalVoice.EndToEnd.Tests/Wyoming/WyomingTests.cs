using System.Buffers.Binary;
using LocalVoice.EndToEnd.Tests.Conversations;
using LocalVoice.Testing.Audio;
using LocalVoice.Testing.Wyoming;

namespace LocalVoice.EndToEnd.Tests.Wyoming;

/// <summary>What Home Assistant would ask for, on the real engines.</summary>
[Collection(Conversations.EndToEnd.Name)]
public sealed class WyomingTests(RunningLocalVoice localVoice)
{
    private const string Question = "¿Cuál es la capital de Italia?";

    [Theory]
    [InlineData("es-capital-of-italy")]
    [InlineData("ca-capital-of-france")]
    [InlineData("en-kitchen-light")]
    public async Task A_command_is_written_down(string name)
    {
        var sample = SpokenSamples.All.Single(sample => sample.Name == name);

        Assert.Equal(sample.Text, await TranscribeAsync([.. sample.Samples.ToArray()], sample.Language));
    }

    [Fact]
    public async Task Speech_is_understood_by_the_recogniser()
    {
        await using var peer = await ConnectAsync();
        await peer.SendAsync("synthesize", new { text = Question, voice = new { name = "vega" } });
        var events = await peer.UpToAsync("audio-stop");

        Assert.Contains("capital", await TranscribeAsync(SamplesOf(events), "es", (int)events[0].Number("rate")), Ignore);
    }

    [Fact]
    public async Task Speech_begins_while_the_text_is_still_being_written()
    {
        var table = SpokenSamples.BookATable.Text;
        await using var peer = await ConnectAsync();
        await peer.SendAsync("synthesize-start", new { voice = new { language = "es" } });
        await peer.SendAsync("synthesize-chunk", new { text = $"{Question} {table[..4]}" });
        var first = await peer.UpToAsync("audio-chunk");
        await peer.SendAsync("synthesize-chunk", new { text = table[4..] });
        await peer.SendAsync("synthesize-stop");
        var rest = await peer.UpToAsync("synthesize-stopped");

        var heard = await TranscribeAsync(SamplesOf([.. first, .. rest]), "es", (int)first[0].Number("rate"));
        Assert.Contains("capital", heard, Ignore);

        // What is said without a pause after it is beyond the starter recogniser.
        Assert.True(rest.Count(one => one.Type == "audio-chunk") > first.Count);
    }

    [Fact]
    public async Task A_voice_is_told_where_it_begins_and_where_it_ends()
    {
        var samples = SpokenSamples.CapitalOfItaly.Samples.ToArray();
        await using var peer = await ConnectAsync();

        await peer.SendAudioAsync([.. new float[16_000], .. samples, .. new float[32_000]], start: false, stop: false);

        Assert.InRange((await peer.ExpectAsync("voice-started")).Number("timestamp"), 900, 1600);
        var end = 1000 + (samples.Length / 16.0);
        Assert.InRange((await peer.ExpectAsync("voice-stopped")).Number("timestamp"), end - 1500, end + 300);
    }

    [Fact]
    public async Task The_models_are_described_with_their_languages()
    {
        await using var peer = await ConnectAsync();

        await peer.SendAsync("describe");
        var info = (await peer.ExpectAsync("info")).Data;

        var languages = info.GetProperty("asr")[0].GetProperty("models")[0].GetProperty("languages").EnumerateArray();
        Assert.Subset(languages.Select(one => one.GetString()!).ToHashSet(), new HashSet<string> { "es", "ca", "en" });
        var voices = info.GetProperty("tts")[0].GetProperty("voices").EnumerateArray().ToList();
        Assert.Equal(["vega", "linda"], voices.Select(voice => voice.GetProperty("name").GetString()));
        Assert.Equal(["es", "ca", "en"], voices[0].GetProperty("languages").EnumerateArray().Select(one => one.GetString()));
    }

    [Fact]
    public async Task The_reference_package_is_heard_and_given_speech()
    {
        var missing = await ReferencePackage.MissingAsync();
        Assert.SkipWhen(missing is not null, missing ?? "");
        var port = localVoice.Wyoming.Port;
        var sample = SpokenSamples.CapitalOfItaly;

        var heard = await ReferencePackage.TalkAsync(port, WyomingPeer.Pcm(sample.Samples.ToArray()), "transcribe", "es");
        var said = await ReferencePackage.TalkAsync(port, [], "stream", "vega", "La capital ", "es Roma.");

        var transcript = heard.Single(one => one.GetProperty("type").GetString() == "transcript");
        Assert.Equal(sample.Text, transcript.GetProperty("data").GetProperty("text").GetString());
        var chunks = said.Where(one => one.GetProperty("type").GetString() == "audio-chunk").Select(one => one.GetProperty("data"));
        Assert.True(chunks.Sum(chunk => chunk.GetProperty("samples").GetDouble() / chunk.GetProperty("rate").GetInt32()) > 0.5);
    }

    private const StringComparison Ignore = StringComparison.OrdinalIgnoreCase;

    private Task<WyomingPeer> ConnectAsync() => WyomingPeer.ConnectAsync(localVoice.Wyoming);

    private async Task<string> TranscribeAsync(float[] samples, string language, int rateHz = 16_000)
    {
        await using var peer = await ConnectAsync();
        await peer.SendAsync("transcribe", new { language });
        await peer.SendAudioAsync(samples, rateHz: rateHz);
        return (await peer.UpToAsync("transcript"))[^1].Text("text")!;
    }

    private static float[] SamplesOf(IReadOnlyList<PeerEvent> events) =>
        [
            .. events
                .Where(one => one.Type == "audio-chunk")
                .SelectMany(one => one.Payload.Chunk(2))
                .Select(bytes => BinaryPrimitives.ReadInt16LittleEndian(bytes) / 32768f),
        ];
}
