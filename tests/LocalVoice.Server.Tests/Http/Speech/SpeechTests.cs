using System.Buffers.Binary;
using LocalVoice.Engines;
using LocalVoice.Server.Tests.Hosting;

namespace LocalVoice.Server.Tests.Http.Speech;

public sealed class SpeechTests : IAsyncLifetime
{
    private const string Path = "/v1/audio/speech";
    private ApiServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await ApiServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("""{"input": "Hello there.", "response_format": "wav"}""")]
    [InlineData("""{"input": "Hello there.", "model": "tts-1", "voice": "alloy"}""")]
    [InlineData("""{"input": "Hello there.", "voice": {"id": "tone"}, "instructions": "Whisper.", "speed": 1}""")]
    public async Task A_text_is_spoken_as_WAV_of_24_kHz(string json)
    {
        using var response = await _server.PostAsync(Path, json);
        var file = await response.Content.ReadAsByteArrayAsync();

        Assert.Equal("audio/wav", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("RIFF"u8, file[..4]);
        Assert.Equal(24_000, BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(24)));

        // The fake says 50 ms for each character that it is given.
        Assert.Equal(Spoken() * 0.05, (file.Length - 44) / 48_000.0, 0.01);
    }

    [Fact]
    public async Task PCM_has_the_samples_alone()
    {
        using var response = await _server.PostAsync(Path, """{"input": "Hello there.", "response_format": "pcm"}""");

        Assert.Equal("audio/pcm", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(Spoken() * 0.05, (await response.Content.ReadAsByteArrayAsync()).Length / 48_000.0, 0.01);
    }

    [Fact]
    public async Task Opus_comes_in_Ogg()
    {
        using var response = await _server.PostAsync(Path, """{"input": "Hello there.", "response_format": "opus"}""");
        var file = await response.Content.ReadAsByteArrayAsync();

        Assert.Equal("audio/ogg", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(Spoken() * 0.05, OggReader.Read(file).Seconds, 0.01);
    }

    [Fact]
    public async Task A_voice_of_another_rate_is_heard_at_24_kHz()
    {
        await using var server = await ApiServer.StartOnAsync(new() { Synthesizer = new(16_000) });

        using var response = await server.PostAsync(Path, """{"input": "Hello there.", "response_format": "pcm"}""");

        var said = server.Engines.Synthesizer.Requests.Sum(request => request.Text.Length);
        Assert.Equal(said * 0.05, (await response.Content.ReadAsByteArrayAsync()).Length / 48_000.0, 0.01);
    }

    [Fact]
    public async Task Events_have_the_same_audio()
    {
        const string Request = """{"input": "Hello there.", "response_format": "pcm", "stream_format": "FORMAT"}""";
        using var whole = await _server.PostAsync(Path, Request.Replace("FORMAT", "audio", StringComparison.Ordinal));

        var events = await _server.PostAsync(Path, Request.Replace("FORMAT", "sse", StringComparison.Ordinal)).EventsAsync();

        byte[] joined = [.. events.SkipLast(1).SelectMany(one => Convert.FromBase64String(one.Text("audio")!))];
        Assert.Equal(await whole.Content.ReadAsByteArrayAsync(), joined);
        Assert.All(events.SkipLast(1), one => Assert.Equal("speech.audio.delta", one.Type()));
        Assert.Equal(("speech.audio.done", 2), (events[^1].Type(), events[^1].Number("usage.total_tokens")));
    }

    [Fact]
    public async Task Audio_is_sent_as_it_is_synthesised()
    {
        _server.Engines.Synthesizer.LaterChunksHold.Engage();
        using var response = await _server.PostAsync(Path, """{"input": "Hello there.", "response_format": "pcm"}""");
        await using var body = await response.Content.ReadAsStreamAsync();

        var first = new byte[2000];
        await body.ReadExactlyAsync(first, TestClient.EventTimeout());

        Assert.Contains(first, sample => sample != 0);
        _server.Engines.Synthesizer.LaterChunksHold.Release();
    }

    [Fact]
    public async Task Words_are_prepared_as_an_agents_are()
    {
        using var response = await _server.PostAsync(Path, """{"input": "**Son 3 euros.** Gracias por todo. 😀", "model": "es"}""");
        await response.Content.ReadAsByteArrayAsync();

        var said = _server.Engines.Synthesizer.Requests;
        Assert.Equal("Son tres euros.", said[0].Text.Trim());
        Assert.Equal("Gracias por todo.", said[1].Text.Trim());
        Assert.All(said, request => Assert.Equal(("es", true, false), (request.Language, request.Speculative, request.First)));
    }

    [Theory]
    [InlineData("""{"input": "3", "model": "ca"}""", "tres", "ca")]
    [InlineData("""{"input": "3", "voice": "en"}""", "three", "en")]
    [InlineData("""{"input": "3", "model": "en", "voice": "ca"}""", "three", "en")]
    [InlineData("""{"input": "3", "model": "gpt-4o-mini-tts", "voice": "alloy"}""", "tres", "es")]
    public async Task The_language_is_that_of_the_profile_which_model_or_voice_names(string json, string said, string language)
    {
        using var response = await _server.PostAsync(Path, json);
        await response.Content.ReadAsByteArrayAsync();

        var request = _server.Engines.Synthesizer.Requests.Single();
        Assert.Equal((said, language), (request.Text.Trim(), request.Language));
    }

    [Fact]
    public async Task A_voice_of_the_synthesizers_is_asked_for()
    {
        using var response = await _server.PostAsync(Path, """{"input": "Hello.", "voice": "TONE", "speed": 2.5}""");
        await response.Content.ReadAsByteArrayAsync();

        var request = _server.Engines.Synthesizer.Requests.Single();
        Assert.Equal(("TONE", 2.5), (request.Voice, request.Speed));
    }

    [Theory]
    [InlineData("{}", "missing_required_parameter", "input")]
    [InlineData("""{"input": 3}""", "invalid_type", "input")]
    [InlineData("""{"input": "  "}""", "invalid_value", "input")]
    [InlineData("""{"input": "🙂🙂"}""", "invalid_value", "input")]
    [InlineData("""{"input": "a", "voice": ""}""", "invalid_value", "voice")]
    [InlineData("""{"input": "a", "voice": {"id": ""}}""", "invalid_value", "voice.id")]
    [InlineData("""{"input": "a", "voice": 3}""", "invalid_type", "voice")]
    [InlineData("""{"input": "a", "voice": {}}""", "missing_required_parameter", "voice.id")]
    [InlineData("""{"input": "a", "model": []}""", "invalid_type", "model")]
    [InlineData("""{"input": "a", "response_format": "ogg"}""", "invalid_value", "response_format")]
    [InlineData("""{"input": "a", "response_format": 1}""", "invalid_type", "response_format")]
    [InlineData("""{"input": "a", "speed": 5}""", "invalid_value", "speed")]
    [InlineData("""{"input": "a", "speed": "fast"}""", "invalid_type", "speed")]
    [InlineData("""{"input": "a", "stream_format": "ws"}""", "invalid_value", "stream_format")]
    [InlineData("""{"input": "a", "instructions": 1}""", "invalid_type", "instructions")]
    [InlineData("""{"input": "a\u0000"}""", "invalid_value", "input")]
    [InlineData("[]", "invalid_json", null)]
    [InlineData("{", "invalid_json", null)]
    [InlineData("", "invalid_json", null)]
    [InlineData("""{"input": "a", "input": "b"}""", "invalid_json", null)]
    public async Task A_wrong_request_is_refused_and_the_field_named(string json, string code, string? param)
    {
        Assert.Equal((400, code, param), await _server.PostAsync(Path, json).RefusalAsync());
        Assert.Empty(_server.Engines.Synthesizer.Requests);
    }

    [Fact]
    public async Task A_text_may_not_be_longer_than_half_an_hour_of_speech() =>
        Assert.Equal(
            (400, "string_above_max_length", "input"),
            await _server.PostAsync(Path, $$"""{"input": "{{new string('a', 33_000)}}"}""").RefusalAsync()
        );

    [Fact]
    public async Task A_body_may_not_be_larger_than_any_request() =>
        Assert.Equal(
            (413, "request_too_large", null),
            await _server.PostAsync(Path, $$"""{"input": "{{new string('a', 5_000_000)}}"}""").RefusalAsync()
        );

    [Fact]
    public async Task A_body_of_another_type_is_refused() =>
        Assert.Equal((415, "unsupported_media_type", null), await _server.PostAsync(Path, new StringContent("hello")).RefusalAsync());

    [Fact]
    public async Task What_fails_before_the_first_sound_has_a_status()
    {
        _server.Engines.Synthesizer.Failure = new EngineOverloadedException("busy");

        using var response = await _server.PostAsync(Path, """{"input": "Hello."}""");

        Assert.Equal(5, response.Headers.RetryAfter?.Delta?.TotalSeconds);
        Assert.Equal((503, "engine_overloaded", null), await Task.FromResult(response).RefusalAsync());
    }

    [Fact]
    public async Task What_fails_later_ends_the_connection_so_that_nobody_takes_it_for_the_whole()
    {
        _server.Engines.Synthesizer.Failure = new EngineException("broken");
        _server.Engines.Synthesizer.ChunksBeforeFailure = 2;
        _server.Engines.Synthesizer.LaterChunksHold.Engage();

        using var response = await _server.PostAsync(Path, """{"input": "Hello there."}""");
        _server.Engines.Synthesizer.LaterChunksHold.Release();

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => response.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task A_failure_amid_events_is_their_last()
    {
        _server.Engines.Synthesizer.Failure = new EngineException("broken");
        _server.Engines.Synthesizer.ChunksBeforeFailure = 2;

        var events = await _server.PostAsync(Path, """{"input": "Hello there.", "stream_format": "sse"}""").EventsAsync();

        Assert.Equal("engine_failed", events[^1].Text("error.code"));
    }

    [Fact]
    public async Task A_client_that_leaves_ends_the_speech()
    {
        _server.Engines.Synthesizer.Hold.Engage();
        using var leaving = new CancellationTokenSource();
        var asking = _server.PostAsync(Path, new StringContent("""{"input": "Hello."}""", null, "application/json"), leaving.Token);
        await _server.Engines.Synthesizer.Begun.ReachesAsync(1);

        await leaving.CancelAsync();

        await _server.Engines.Synthesizer.Cancelled.ReachesAsync(1);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
    }

    private int Spoken() => _server.Engines.Synthesizer.Requests.Sum(request => request.Text.Length);
}
