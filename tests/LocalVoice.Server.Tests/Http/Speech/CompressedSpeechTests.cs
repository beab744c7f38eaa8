using LocalVoice.Engines;
using LocalVoice.Server.Tests.Hosting;

namespace LocalVoice.Server.Tests.Http.Speech;

/// <summary>Formats that ffmpeg makes, with the real one where this machine has it.</summary>
public sealed class CompressedSpeechTests : IAsyncLifetime
{
    private const string Path = "/v1/audio/speech";
    private ApiServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await ApiServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("mp3", "audio/mpeg", "mp3")]
    [InlineData("aac", "audio/aac", "aac")]
    [InlineData("flac", "audio/flac", "flac")]
    public async Task A_text_is_spoken_in_a_format_of_ffmpegs(string format, string mediaType, string demuxer)
    {
        RealFfmpeg.SkipWithout();
        using var response = await _server.PostAsync(Path, Request(format));
        var file = await response.Content.ReadAsByteArrayAsync();

        Assert.Equal(mediaType, response.Content.Headers.ContentType?.MediaType);
        var samples = await RealFfmpeg.RunAsync(file, "-f", demuxer, "-i", "pipe:0", "-f", "s16le", "-ar", "24000", "pipe:1");
        var spoken = _server.Engines.Synthesizer.Requests.Sum(request => request.Text.Length) * 0.05;

        // The coders' frames make it a little longer.
        Assert.InRange(samples.Length / 48_000.0, spoken - 0.01, spoken + 0.15);
    }

    [Fact]
    public async Task Events_carry_the_same_format()
    {
        RealFfmpeg.SkipWithout();
        var events = await _server.PostAsync(Path, Request("flac", "sse")).EventsAsync();

        byte[] joined = [.. events.SkipLast(1).SelectMany(one => Convert.FromBase64String(one.Text("audio")!))];
        Assert.Equal("fLaC"u8, joined[..4]);
        Assert.Equal("speech.audio.done", events[^1].Type());
    }

    [Fact]
    public async Task It_is_sent_as_it_is_synthesised()
    {
        RealFfmpeg.SkipWithout();
        _server.Engines.Synthesizer.LaterChunksHold.Engage();
        using var response = await _server.PostAsync(Path, Request("mp3"));
        await using var body = await response.Content.ReadAsStreamAsync();

        await body.ReadExactlyAsync(new byte[200], TestClient.EventTimeout());
        _server.Engines.Synthesizer.LaterChunksHold.Release();
    }

    [Fact]
    public async Task What_fails_before_the_first_sound_has_a_status()
    {
        RealFfmpeg.SkipWithout();
        _server.Engines.Synthesizer.Failure = new EngineOverloadedException("busy");

        Assert.Equal((503, "engine_overloaded", null), await _server.PostAsync(Path, Request("mp3")).RefusalAsync());
    }

    [Fact]
    public async Task What_fails_later_ends_the_connection_so_that_nobody_takes_it_for_the_whole()
    {
        RealFfmpeg.SkipWithout();
        _server.Engines.Synthesizer.Failure = new EngineException("broken");
        _server.Engines.Synthesizer.ChunksBeforeFailure = 2;
        _server.Engines.Synthesizer.LaterChunksHold.Engage();

        using var response = await _server.PostAsync(Path, Request("mp3"));
        _server.Engines.Synthesizer.LaterChunksHold.Release();

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => response.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task A_client_that_leaves_ends_the_speech()
    {
        RealFfmpeg.SkipWithout();
        _server.Engines.Synthesizer.Hold.Engage();
        using var leaving = new CancellationTokenSource();
        var asking = _server.PostAsync(Path, new StringContent(Request("mp3"), null, "application/json"), leaving.Token);
        await _server.Engines.Synthesizer.Begun.ReachesAsync(1);

        await leaving.CancelAsync();

        await _server.Engines.Synthesizer.Ended.ReachesAsync(1);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
    }

    [Theory]
    [InlineData("mp3", "audio")]
    [InlineData("aac", "audio")]
    [InlineData("flac", "sse")]
    public async Task Without_ffmpeg_the_client_is_told_what_is_missing_and_what_works(string format, string stream)
    {
        await using var server = await ApiServer.StartAsync("--LocalVoice:Http:Ffmpeg=/nowhere/ffmpeg");

        using var response = await server.PostAsync(Path, Request(format, stream));

        Assert.Contains("Ask for 'wav', 'pcm' or 'opus'", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal((400, "encoder_missing", "response_format"), await Task.FromResult(response).RefusalAsync());
        Assert.Empty(server.Engines.Synthesizer.Requests);
    }

    [Fact]
    public async Task An_ffmpeg_that_makes_no_such_files_is_told_of()
    {
        await using var server = await ApiServer.StartAsync("--LocalVoice:Http:Ffmpeg=/bin/false");

        Assert.Equal((400, "encoder_missing", "response_format"), await server.PostAsync(Path, Request("mp3")).RefusalAsync());
    }

    private static string Request(string format, string stream = "audio") =>
        $$"""{"input": "Hello there.", "response_format": "{{format}}", "stream_format": "{{stream}}"}""";
}
