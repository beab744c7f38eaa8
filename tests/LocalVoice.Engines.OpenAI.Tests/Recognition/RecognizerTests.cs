using System.Buffers.Binary;
using LocalVoice.Engines.OpenAI.Tests.Wire;
using LocalVoice.Remote;
using LocalVoice.Testing.Audio;
using LocalVoice.Testing.Fakes;
using Microsoft.Extensions.Time.Testing;

namespace LocalVoice.Engines.OpenAI.Tests.Recognition;

/// <summary>
/// Responses as of developers.openai.com/cookbook/examples/migrating_from_whisper_to_gpt_transcribe (28 July 2026) and
/// console.groq.com/docs/speech-to-text (2026).
/// </summary>
public sealed class RecognizerTests
{
    private const string Heard = """{"text":" Bonjour, pouvez-vous m'entendre ? ","languages":[{"code":"fr"}]}""";
    private static readonly float[] Voice = SpokenSamples.Noise(0.5);

    [Fact]
    public async Task An_utterance_is_sent_as_a_wave_file_and_its_transcript_is_read()
    {
        await using var fixture = new RecognizerFixture(Heard);

        var transcript = await fixture.HearAsync(Voice);

        Assert.Equal(("Bonjour, pouvez-vous m'entendre ?", "es"), (transcript.Text, transcript.Language));
        Assert.Equal(TimeSpan.FromSeconds(0.5), transcript.AudioDuration);
        var request = Assert.Single(fixture.Server.Requests);
        Assert.Equal("POST /v1/audio/transcriptions HTTP/1.1", request.Line);
        Assert.Equal("Bearer sk-test", request.Header("Authorization"));
        var (head, wave) = MultipartForm.Of(request).File;
        Assert.Contains("name=\"file\"; filename=\"utterance.wav\"", head, StringComparison.Ordinal);
        Assert.Contains("Content-Type: audio/wav", head, StringComparison.Ordinal);
        Assert.Equal("RIFF"u8.ToArray(), wave[..4]);
        Assert.Equal(wave.Length - 8, BinaryPrimitives.ReadInt32LittleEndian(wave.AsSpan(4)));
        Assert.Equal((16_000, 32_000), (BinaryPrimitives.ReadInt32LittleEndian(wave.AsSpan(24)), Rate(wave)));
        Assert.Equal(Voice.Length, (wave.Length - 44) / 2);
        Assert.Equal(Voice[7] * 32767, BinaryPrimitives.ReadInt16LittleEndian(wave.AsSpan(44 + 14)), 0.51f);
    }

    [Fact]
    public async Task GptTranscribe_gets_languages_and_keywords()
    {
        await using var fixture = new RecognizerFixture(Heard);

        await fixture.HearAsync(Voice, "ca-valencia", "València", "l'Albufera", "<b>", "a\nb");

        Assert.Equal(
            ["model=gpt-transcribe", "response_format=json", "languages[]=ca", "keywords[]=València", "keywords[]=l'Albufera"],
            MultipartForm.Of(Assert.Single(fixture.Server.Requests)).Fields
        );
    }

    [Fact]
    public async Task Whisper_gets_language_prompt_and_temperature()
    {
        await using var fixture = new RecognizerFixture(Heard, options => options.Model = "whisper-large-v3-turbo");

        await fixture.HearAsync(Voice, "ca-valencia", "València", "l'Albufera");

        Assert.Equal(
            ["model=whisper-large-v3-turbo", "response_format=json", "temperature=0", "language=ca", "prompt=València, l'Albufera"],
            MultipartForm.Of(Assert.Single(fixture.Server.Requests)).Fields
        );
    }

    [Theory]
    [InlineData("gpt-transcribe", Heard, "fr")]
    [InlineData("gpt-transcribe", """{"text":"Hola","languages":[]}""", "auto")]
    [InlineData("whisper-large-v3", """{"text":" Hola","x_groq":{"id":"req_1"}}""", "auto")]
    public async Task With_auto_the_service_finds_the_language(string model, string json, string language)
    {
        await using var fixture = new RecognizerFixture(json, options => options.Model = model);

        Assert.Equal(language, (await fixture.HearAsync(Voice, "auto")).Language);
        Assert.DoesNotContain(
            MultipartForm.Of(Assert.Single(fixture.Server.Requests)).Fields,
            field => field.StartsWith("language", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Silence_and_too_little_audio_are_not_sent()
    {
        await using var fixture = new RecognizerFixture(Heard);

        Assert.Equal("", (await fixture.HearAsync(SpokenSamples.Silence(1))).Text);
        Assert.Equal("", (await fixture.HearAsync(SpokenSamples.Noise(0.099))).Text);
        Assert.Equal("", (await fixture.HearAsync([])).Text);
        Assert.Empty(fixture.Server.Requests);
    }

    [Fact]
    public async Task Each_final_sends_the_whole_utterance()
    {
        await using var fixture = new RecognizerFixture(Heard);
        await using var stream = fixture.Open();
        stream.Append(Voice);
        await stream.DecodeFinalAsync(CancellationToken.None);
        stream.Append(Voice);
        await stream.DecodeFinalAsync(CancellationToken.None);

        var sizes = fixture.Server.Requests.Select(request => MultipartForm.Of(request).File.Body.Length);
        Assert.Equal([44 + (2 * Voice.Length), 44 + (4 * Voice.Length)], sizes);
    }

    [Fact]
    public async Task The_report_tells_bytes_processing_and_one_round_trip_of_several_finals()
    {
        await using var fixture = new RecognizerFixture(Heard);
        await using var stream = fixture.Open();
        stream.Append(Voice);
        await stream.DecodeFinalAsync(CancellationToken.None);
        await stream.DecodeFinalAsync(CancellationToken.None);

        var use = fixture.Report.Read();
        Assert.Same(fixture.Recognizer.Info, use.Server);
        Assert.Equal(fixture.Server.Requests.Sum(request => request.Body.Length), use.BytesSent);
        Assert.Equal(TimeSpan.FromMilliseconds(500), use.Processing);
        Assert.Equal((LoopbackConnections.Opening, 1), (use.RoundTrip, use.RoundTrips));
    }

    [Fact]
    public async Task Finals_of_a_stream_come_in_order()
    {
        var go = new TaskCompletionSource();
        var asked = new Counter();
        await using var server = new ScriptedServer(async request =>
        {
            asked.Increment();
            await go.Task;
            await request.SendAsync(Responses.Json(200, $$"""{"text":"{{MultipartForm.Of(request).File.Body.Length}}"}"""));
        });
        await using var fixture = new RecognizerFixture(server);
        await using var stream = fixture.Open();
        stream.Append(Voice);
        var first = stream.DecodeFinalAsync(CancellationToken.None).AsTask();
        stream.Append(Voice);
        var second = stream.DecodeFinalAsync(CancellationToken.None).AsTask();
        await asked.ReachesAsync(1);
        go.SetResult();

        Assert.Equal(["16044", "32044"], [(await first).Text, (await second).Text]);
        // Two at the same time would have taken two.
        Assert.Equal(1, server.Connections.Count);
    }

    [Fact]
    public async Task One_that_is_cancelled_while_it_waits_lets_none_overtake()
    {
        var go = new TaskCompletionSource();
        await using var server = new ScriptedServer(async request =>
        {
            await go.Task;
            await request.SendAsync(Responses.Json(200, Heard));
        });
        await using var fixture = new RecognizerFixture(server);
        await using var stream = fixture.Open();
        stream.Append(Voice);
        var first = stream.DecodeFinalAsync(CancellationToken.None).AsTask();
        using var cancellation = new CancellationTokenSource();
        var second = stream.DecodeFinalAsync(cancellation.Token).AsTask();
        var third = stream.DecodeFinalAsync(CancellationToken.None).AsTask();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);

        Assert.False(first.IsCompleted || third.IsCompleted);
        go.SetResult();
        await Task.WhenAll(first, third);
        Assert.Equal((2, 1), (server.Requests.Count, server.Connections.Count));
    }

    [Fact]
    public async Task A_cancelled_final_is_given_up_at_the_service()
    {
        var asked = new Counter();
        var hungUp = new Counter();
        await using var server = new ScriptedServer(async request =>
        {
            asked.Increment();
            await request.HangsUpAsync();
            hungUp.Increment();
        });
        await using var fixture = new RecognizerFixture(server);
        await using var stream = fixture.Open();
        stream.Append(Voice);
        using var cancellation = new CancellationTokenSource();
        var final = stream.DecodeFinalAsync(cancellation.Token).AsTask();
        await asked.ReachesAsync(1);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => final);
        await hungUp.ReachesAsync(1);
    }

    [Fact]
    public async Task No_transcript_in_time_is_a_stall()
    {
        var time = new FakeTimeProvider();
        var asked = new Counter();
        await using var server = new ScriptedServer(async request =>
        {
            asked.Increment();
            await request.HangsUpAsync();
        });
        await using var fixture = new RecognizerFixture(server, time: time);
        var hearing = Assert.ThrowsAsync<BackendException>(() => fixture.HearAsync(Voice));
        await asked.ReachesAsync(1);

        time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(BackendFault.Stalled, (await hearing).Fault);
    }

    [Theory]
    [InlineData(200, "{}", BackendFault.Malformed)]
    [InlineData(200, "<html>", BackendFault.Malformed)]
    [InlineData(401, "{}", BackendFault.Unauthorized)]
    [InlineData(429, "{}", BackendFault.RateLimited)]
    [InlineData(500, "{}", BackendFault.ServiceError)]
    public async Task A_failure_is_told_by_its_kind(int status, string body, BackendFault fault)
    {
        await using var fixture = new RecognizerFixture(new ScriptedServer(Responses.Json(status, body)));

        Assert.Equal(fault, (await Assert.ThrowsAsync<BackendException>(() => fixture.HearAsync(Voice))).Fault);
    }

    [Fact]
    public async Task An_utterance_beyond_the_largest_file_is_refused_with_the_limit()
    {
        await using var fixture = new RecognizerFixture(Heard);
        await using var stream = fixture.Open();
        var minute = new float[60 * 16_000];
        for (var minutes = 0; minutes < 14; minutes++)
        {
            stream.Append(minute);
        }

        var failure = await Assert.ThrowsAsync<EngineException>(async () => await stream.DecodeFinalAsync(CancellationToken.None));

        Assert.Contains("25 MB", failure.Message, StringComparison.Ordinal);
        Assert.Empty(fixture.Server.Requests);
    }

    [Fact]
    public async Task Without_interims_none_is_sent()
    {
        await using var fixture = new RecognizerFixture(Heard);
        await using var stream = fixture.Open();
        stream.Append(SpokenSamples.Noise(3));

        Assert.Null(await stream.DecodeInterimAsync(CancellationToken.None));
        Assert.Empty(fixture.Server.Requests);
    }

    [Fact]
    public async Task Words_on_which_two_interims_agree_are_stable()
    {
        var texts = new Queue<string>(["Quiero.", "Quiero reservar.", "Quiero reservar una mesa.", "Quiero reservar una mesa."]);
        await using var server = new ScriptedServer(request =>
            request.SendAsync(Responses.Json(200, $$"""{"text":"{{texts.Dequeue()}}"}"""))
        );
        await using var fixture = new RecognizerFixture(server, options => options.Interims = true);
        await using var stream = fixture.Open();
        var interims = new List<(string, string)?>();
        for (var second = 0; second < 4; second++)
        {
            stream.Append(SpokenSamples.Noise(1));
            var interim = await stream.DecodeInterimAsync(CancellationToken.None);
            interims.Add(interim is null ? null : (interim.Stable, interim.Tentative));
            Assert.Null(await stream.DecodeInterimAsync(CancellationToken.None));
        }

        Assert.Equal([("", "Quiero."), ("", "Quiero reservar."), ("Quiero", " reservar una mesa."), null], interims);
    }

    [Fact]
    public async Task A_final_gives_up_the_interim_that_is_under_way()
    {
        var asked = new Counter();
        await using var server = new ScriptedServer(async request =>
        {
            asked.Increment();
            await (asked.Count == 1 ? request.HangsUpAsync() : request.SendAsync(Responses.Json(200, Heard)));
        });
        await using var fixture = new RecognizerFixture(server, options => options.Interims = true);
        await using var stream = fixture.Open();
        stream.Append(SpokenSamples.Noise(2));
        var interim = stream.DecodeInterimAsync(CancellationToken.None).AsTask();
        await asked.ReachesAsync(1);

        Assert.NotEqual("", (await stream.DecodeFinalAsync(CancellationToken.None)).Text);
        Assert.Null(await interim);
    }

    [Fact]
    public async Task An_interim_that_fails_is_none()
    {
        await using var fixture = new RecognizerFixture(new ScriptedServer(Responses.Json(400, "{}")), options => options.Interims = true);
        await using var stream = fixture.Open();
        stream.Append(SpokenSamples.Noise(2));

        Assert.Null(await stream.DecodeInterimAsync(CancellationToken.None));
        Assert.Contains(fixture.Log.Lines, line => line.Contains("Rejected", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_said_is_logged_at_trace_only()
    {
        await using var fixture = new RecognizerFixture(Heard);

        await fixture.HearAsync(Voice);

        Assert.NotEmpty(fixture.Log.Lines);
        Assert.DoesNotContain(fixture.Log.Lines, line => line.Contains("Bonjour", StringComparison.Ordinal));
    }

    private static int Rate(byte[] wave) => BinaryPrimitives.ReadInt32LittleEndian(wave.AsSpan(28));
}
