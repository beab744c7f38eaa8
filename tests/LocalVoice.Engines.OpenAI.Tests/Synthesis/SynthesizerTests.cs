using System.Buffers.Binary;
using System.Text;
using LocalVoice.Engines.OpenAI.Tests.Wire;
using LocalVoice.Remote;
using LocalVoice.Testing.Fakes;
using Microsoft.Extensions.Time.Testing;

namespace LocalVoice.Engines.OpenAI.Tests.Synthesis;

/// <summary>As of platform.openai.com/docs/api-reference/audio/createSpeech (2026): chunked PCM, 24 kHz.</summary>
public sealed class SynthesizerTests
{
    private const string Head =
        "HTTP/1.1 200 OK\r\nContent-Type: audio/pcm\r\nTransfer-Encoding: chunked\r\nopenai-processing-ms: 90\r\n\r\n";

    [Fact]
    public async Task A_request_names_model_voice_text_and_format_only()
    {
        await using var fixture = new SynthesizerFixture(new ScriptedServer(Speech(Tone(2400))));

        await fixture.SpeakAsync("Buenos días.");

        var request = Assert.Single(fixture.Server.Requests);
        Assert.Equal("POST /v1/audio/speech HTTP/1.1", request.Line);
        Assert.Equal(("Bearer sk-test", "application/json"), (request.Header("Authorization"), request.Header("Content-Type")));
        var body = request.Json;
        Assert.Equal(["input", "model", "response_format", "voice"], body.Select(property => property.Key).Order());
        Assert.Equal(
            ("Buenos días.", "gpt-4o-mini-tts", "pcm", "marin"),
            ((string?)body["input"], (string?)body["model"], (string?)body["response_format"], (string?)body["voice"])
        );
    }

    [Theory]
    [InlineData("coral", "coral")]
    [InlineData("nobody", "marin")]
    [InlineData(null, "marin")]
    public async Task An_unknown_voice_is_the_default(string? asked, string sent)
    {
        await using var fixture = new SynthesizerFixture(new ScriptedServer(Speech(Tone(2400))));

        await fixture.SpeakAsync("Hola.", asked);

        Assert.Equal(sent, (string?)Assert.Single(fixture.Server.Requests).Json["voice"]);
    }

    [Theory]
    [InlineData(true, 1.5, 1.5)]
    [InlineData(true, 1, null)]
    [InlineData(false, 1.5, null)]
    public async Task Speed_is_sent_where_the_model_knows_it(bool sends, double speed, double? sent)
    {
        await using var fixture = new SynthesizerFixture(new ScriptedServer(Speech(Tone(2400))), options => options.SendsSpeed = sends);

        await fixture.SpeakAsync("Hola.", speed: speed);

        Assert.Equal(sent, (double?)Assert.Single(fixture.Server.Requests).Json["speed"]);
    }

    [Fact]
    public async Task Instructions_and_voices_of_ones_own_are_sent()
    {
        await using var fixture = new SynthesizerFixture(
            new ScriptedServer(Speech(Tone(2400))),
            options => (options.Voices, options.Instructions) = (["ef_dora"], "Habla despacio.")
        );

        await fixture.SpeakAsync("Hola.", "ef_dora");

        var body = Assert.Single(fixture.Server.Requests).Json;
        Assert.Equal(("ef_dora", "Habla despacio."), ((string?)body["voice"], (string?)body["instructions"]));
    }

    [Fact]
    public async Task Samples_are_whole_wherever_the_bytes_are_cut()
    {
        var tone = Tone(4800);
        var random = new Random(3);
        await using var server = new ScriptedServer(async request =>
        {
            await request.SendAsync(Head);
            for (var start = 0; start < tone.Length; )
            {
                var length = Math.Min(random.Next(1, 700), tone.Length - start);
                await request.SendAsync(Responses.Chunk(tone[start..(start + length)]));
                start += length;
            }

            await request.SendAsync("0\r\n\r\n");
        });
        await using var fixture = new SynthesizerFixture(server);

        var chunks = await fixture.SpeakAsync("Hola.");

        Assert.True(chunks.Count > 1);
        Assert.All(chunks, chunk => Assert.NotEqual(0, chunk.Samples.Length));
        Assert.Equal(Floats(tone), SynthesizerFixture.SamplesOf(chunks));
    }

    [Fact]
    public async Task Speech_is_played_while_it_comes()
    {
        var go = new TaskCompletionSource();
        await using var server = new ScriptedServer(async request =>
        {
            await request.SendAsync([.. Encoding.ASCII.GetBytes(Head), .. Responses.Chunk(Tone(600))]);
            await go.Task;
            await request.SendAsync([.. Responses.Chunk(Tone(600)), .. "0\r\n\r\n"u8]);
        });
        await using var fixture = new SynthesizerFixture(server);
        await using var chunks = fixture.Synthesizer.SynthesizeAsync(new("Hola.", "es"), CancellationToken.None).GetAsyncEnumerator();

        Assert.True(await chunks.MoveNextAsync());
        go.SetResult();
        Assert.True(await chunks.MoveNextAsync());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(95)]
    [InlineData(400)]
    public async Task Leading_silence_goes_but_for_an_onset(int milliseconds)
    {
        var silence = new byte[2 * 24 * milliseconds];
        await using var fixture = new SynthesizerFixture(new ScriptedServer(Speech([.. silence, .. Tone(4800)])));

        var samples = SynthesizerFixture.SamplesOf(await fixture.SpeakAsync("Hola."));

        Assert.InRange(samples.Length - 4800, 0, 240);
        Assert.Equal(Floats(Tone(4800)), samples[^4800..]);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" … ¡! — .")]
    public async Task Text_without_a_word_is_not_sent(string text)
    {
        await using var fixture = new SynthesizerFixture(new ScriptedServer([]));

        Assert.Empty(await fixture.SpeakAsync(text));
        Assert.Empty(fixture.Server.Requests);
    }

    [Fact]
    public async Task A_text_beyond_the_limit_is_sent_in_parts_that_make_up_the_whole()
    {
        var text = string.Join(' ', Enumerable.Range(0, 400).Select(i => $"Esta es la frase número {i}."));
        await using var fixture = new SynthesizerFixture(new ScriptedServer(Speech(Tone(2400))));

        var chunks = await fixture.SpeakAsync(text);

        var parts = fixture.Server.Requests.Select(request => (string)request.Json["input"]!).ToList();
        Assert.True(parts.Count > 1);
        Assert.All(parts, part => Assert.InRange(part.Length, 1, 4096));
        Assert.All(parts, part => Assert.EndsWith(".", part, StringComparison.Ordinal));
        Assert.Equal(text, string.Join(' ', parts));
        Assert.Equal(parts.Count * 2400, SynthesizerFixture.SamplesOf(chunks).Length);
        Assert.Equal(1, fixture.Report.Read().RoundTrips);
    }

    [Fact]
    public async Task The_report_tells_who_spoke_and_what_it_took()
    {
        await using var fixture = new SynthesizerFixture(new ScriptedServer(Speech(Tone(2400))));

        await fixture.SpeakAsync("Hola.");

        var use = fixture.Report.Read();
        Assert.Same(fixture.Synthesizer.Info, use.Server);
        Assert.Equal(Assert.Single(fixture.Server.Requests).Body.Length, use.BytesSent);
        Assert.Equal((TimeSpan.FromMilliseconds(90), LoopbackConnections.Opening), (use.Processing, use.RoundTrip));
    }

    [Fact]
    public async Task Cancelling_gives_the_speech_up_at_the_service()
    {
        var hungUp = new Counter();
        await using var server = new ScriptedServer(async request =>
        {
            await request.SendAsync([.. Encoding.ASCII.GetBytes(Head), .. Responses.Chunk(Tone(600))]);
            await request.HangsUpAsync();
            hungUp.Increment();
        });
        await using var fixture = new SynthesizerFixture(server);
        using var cancellation = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in fixture.Synthesizer.SynthesizeAsync(new("Hola.", "es"), cancellation.Token))
            {
                await cancellation.CancelAsync();
            }
        });
        await hungUp.ReachesAsync(1);
    }

    [Fact]
    public async Task No_audio_in_time_is_a_stall()
    {
        var time = new FakeTimeProvider();
        var asked = new Counter();
        await using var server = new ScriptedServer(async request =>
        {
            asked.Increment();
            await request.HangsUpAsync();
        });
        await using var fixture = new SynthesizerFixture(server, time: time);
        var speaking = Assert.ThrowsAsync<BackendException>(() => fixture.SpeakAsync("Hola."));
        await asked.ReachesAsync(1);

        time.Advance(TimeSpan.FromSeconds(5));

        var failure = await speaking;
        Assert.Equal(BackendFault.Stalled, failure.Fault);
        Assert.EndsWith("sent no audio within 5 s.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Audio_that_drips_is_a_stall()
    {
        var time = new FakeTimeProvider();
        await using var server = new ScriptedServer(async request =>
        {
            await request.SendAsync([.. Encoding.ASCII.GetBytes(Head), .. Responses.Chunk(Tone(600)), .. Responses.Chunk([1, 2, 3])]);
            await request.HangsUpAsync();
        });
        await using var fixture = new SynthesizerFixture(server, time: time);
        await using var chunks = fixture.Synthesizer.SynthesizeAsync(new("Hola.", "es"), CancellationToken.None).GetAsyncEnumerator();
        Assert.True(await chunks.MoveNextAsync());
        var next = Assert.ThrowsAsync<BackendException>(async () => await chunks.MoveNextAsync());

        time.Advance(TimeSpan.FromSeconds(3));

        var failure = await next;
        Assert.Equal(BackendFault.Stalled, failure.Fault);
        Assert.EndsWith("sent no more audio within 3 s.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Speech_that_breaks_off_is_interrupted()
    {
        await using var server = new ScriptedServer(async request =>
        {
            await request.SendAsync([.. Encoding.ASCII.GetBytes(Head), .. Responses.Chunk(Tone(600))]);
            request.Close();
        });
        await using var fixture = new SynthesizerFixture(server);

        var failure = await Assert.ThrowsAsync<BackendException>(() => fixture.SpeakAsync("Hola."));

        Assert.Equal(BackendFault.Interrupted, failure.Fault);
    }

    [Theory]
    [InlineData("application/json", "{}")]
    [InlineData("audio/wav", "RIFF....WAVE")]
    [InlineData("audio/mpeg", "ID3.........")]
    public async Task What_is_no_PCM_is_malformed_and_not_played(string type, string body)
    {
        await using var fixture = new SynthesizerFixture(new ScriptedServer(Responses.Of(200, type, body)));

        var failure = await Assert.ThrowsAsync<BackendException>(() => fixture.SpeakAsync("Hola."));

        Assert.Equal(BackendFault.Malformed, failure.Fault);
    }

    [Theory]
    [InlineData(401, BackendFault.Unauthorized)]
    [InlineData(404, BackendFault.Rejected)]
    [InlineData(500, BackendFault.ServiceError)]
    public async Task A_failure_is_told_by_its_kind(int status, BackendFault fault)
    {
        await using var fixture = new SynthesizerFixture(new ScriptedServer(Responses.Json(status, "{}")));

        Assert.Equal(fault, (await Assert.ThrowsAsync<BackendException>(() => fixture.SpeakAsync("Hola."))).Fault);
    }

    private static byte[] Speech(byte[] pcm) => [.. Encoding.ASCII.GetBytes(Head), .. Responses.Chunk(pcm), .. "0\r\n\r\n"u8];

    /// <summary>Samples with alternating signs, each another.</summary>
    private static byte[] Tone(int samples)
    {
        var bytes = new byte[2 * samples];
        for (var i = 0; i < samples; i++)
        {
            BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(2 * i), (short)((i % 2 == 0 ? 1 : -1) * (8000 + (i % 1000))));
        }

        return bytes;
    }

    private static float[] Floats(byte[] pcm) =>
        [.. Enumerable.Range(0, pcm.Length / 2).Select(i => BinaryPrimitives.ReadInt16LittleEndian(pcm.AsSpan(2 * i)) / 32768f)];
}
