using System.Net;
using LocalVoice.Engines;
using LocalVoice.Server.Tests.Hosting;

namespace LocalVoice.Server.Tests.Http.Transcriptions;

public sealed class TranscriptionTests : IAsyncLifetime
{
    private static readonly byte[] OneSecond = Wav.Of(Wav.Speech(1));

    private ApiServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await ApiServer.StartAsync();
        _server.Engines.Recognizer.Finals.Then("Good morning.", "How are you?", "Fine.");
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_recording_is_written_down()
    {
        var json = await _server.TranscribeAsync(OneSecond, "model=whisper-1").JsonAsync();

        Assert.Equal("Good morning.", json.Text("text"));
        Assert.Equal(("duration", 1), (json.Text("usage.type"), json.Number("usage.seconds")));
        Assert.Equal("es", _server.Engines.Recognizer.Streams[0].Options.Language);
    }

    [Fact]
    public async Task A_part_of_a_second_counts_as_a_whole_one()
    {
        var json = await _server.TranscribeAsync(Wav.Of(Wav.Speech(1.1))).JsonAsync();

        Assert.Equal(2, json.Number("usage.seconds"));
    }

    [Fact]
    public async Task Every_pause_ends_a_segment_with_its_own_times()
    {
        var recording = Wav.Of([.. Wav.Silence(1), .. Wav.Speech(1), .. Wav.Silence(1), .. Wav.Speech(1)]);

        var json = await _server
            .TranscribeAsync(recording, "response_format=verbose_json", "timestamp_granularities[]=segment")
            .JsonAsync();

        Assert.Equal("Good morning. How are you?", json.Text("text"));
        Assert.Equal(("transcribe", "spanish", 4), (json.Text("task"), json.Text("language"), json.Number("duration")));
        Assert.Equal(2, json.At("segments").GetArrayLength());
        Assert.Equal(" How are you?", json.Text("segments.1.text"));
        Assert.InRange(json.At("segments.0.start").GetDouble(), 0.6, 1);
        Assert.InRange(json.At("segments.0.end").GetDouble(), 2, 2.4);
        Assert.InRange(json.At("segments.1.start").GetDouble(), 2.6, 3);
        Assert.Equal(4, json.At("segments.1.end").GetDouble(), 0.05);
    }

    [Fact]
    public async Task A_recording_without_a_pause_is_cut_into_pieces_that_a_recogniser_takes()
    {
        var json = await _server.TranscribeAsync(Wav.Of(Wav.Speech(70))).JsonAsync();

        var pieces = _server.Engines.Recognizer.Streams.Select(stream => stream.Utterance.Length / 16_000.0).ToList();
        Assert.Equal("Good morning. How are you? Fine.", json.Text("text"));
        Assert.All(pieces, seconds => Assert.InRange(seconds, 1, 28.1));
        Assert.Equal(70, pieces.Sum(), 0.1);
    }

    [Theory]
    [InlineData("text", "text/plain", "Good morning. How are you?\n")]
    [InlineData("srt", "application/x-subrip", "1\n00:00:00,0")]
    [InlineData("srt", "application/x-subrip", "\n\n2\n00:00:01,")]
    [InlineData("vtt", "text/vtt", "WEBVTT\n\n00:00:00.0")]
    [InlineData("vtt", "text/vtt", "How are you?\n\n")]
    public async Task A_transcript_is_text_or_subtitles(string format, string mediaType, string part)
    {
        var recording = Wav.Of([.. Wav.Speech(1), .. Wav.Silence(1), .. Wav.Speech(1)]);

        using var response = await _server.TranscribeAsync(recording, $"response_format={format}");

        Assert.Equal(mediaType, response.Content.Headers.ContentType?.MediaType);
        Assert.Contains(part, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stream_has_each_piece_and_then_the_whole()
    {
        var recording = Wav.Of([.. Wav.Speech(1), .. Wav.Silence(1), .. Wav.Speech(1)]);

        var events = await _server.TranscribeAsync(recording, "stream=true").EventsAsync();

        Assert.Equal(["transcript.text.delta", "transcript.text.delta", "transcript.text.done"], events.Select(one => one.Type()));
        Assert.Equal("Good morning. How are you?", events.Joined("transcript.text.delta", "delta"));
        Assert.Equal(("Good morning. How are you?", 3), (events[2].Text("text"), events[2].Number("usage.seconds")));
    }

    [Fact]
    public async Task Silence_has_no_words_and_is_not_decoded()
    {
        var json = await _server.TranscribeAsync(Wav.Of(Wav.Silence(3))).JsonAsync();

        Assert.Equal(("", 3), (json.Text("text"), json.Number("usage.seconds")));
        Assert.Empty(_server.Engines.Recognizer.Streams);
    }

    [Fact]
    public async Task The_model_may_name_a_profile_and_the_prompt_terms()
    {
        await _server.TranscribeAsync(OneSecond, "model=ca", "prompt=Peníscola, Alcalà de Xivert.").JsonAsync();

        var options = _server.Engines.Recognizer.Streams[0].Options;
        Assert.Equal("ca", options.Language);
        Assert.Equal(["Peníscola", "Alcalà de Xivert"], options.Vocabulary);
    }

    [Fact]
    public async Task A_detected_language_is_that_of_most_of_the_speech()
    {
        _server.Engines.Recognizer.Languages.Then("ca", "en", "ca");
        var recording = Wav.Of([.. Wav.Speech(1), .. Wav.Silence(1), .. Wav.Speech(3), .. Wav.Silence(1), .. Wav.Speech(1)]);

        var json = await _server.TranscribeAsync(recording, "language=auto", "response_format=verbose_json").JsonAsync();

        Assert.Equal("english", json.Text("language"));
        Assert.Equal("auto", _server.Engines.Recognizer.Streams[0].Options.Language);
    }

    [Fact]
    public async Task A_language_that_the_recogniser_does_not_know_is_refused()
    {
        _server.Engines.Recognizer.UnknownLanguages.Add("xx");

        Assert.Equal((400, "invalid_value", "language"), await _server.TranscribeAsync(OneSecond, "language=xx").RefusalAsync());
    }

    [Theory]
    [InlineData("response_format=diarized_json", "invalid_value", "response_format")]
    [InlineData("stream=perhaps", "invalid_value", "stream")]
    [InlineData("temperature=warm", "invalid_value", "temperature")]
    [InlineData("temperature=2", "invalid_value", "temperature")]
    [InlineData("timestamp_granularities[]=segment", "invalid_value", "timestamp_granularities")]
    [InlineData("timestamp_granularities[]=word", "unsupported_parameter", "timestamp_granularities")]
    [InlineData("timestamp_granularities=day", "invalid_value", "timestamp_granularities")]
    public async Task A_wrong_field_is_named(string field, string code, string param) =>
        Assert.Equal((400, code, param), await _server.TranscribeAsync(OneSecond, field).RefusalAsync());

    [Fact]
    public async Task Subtitles_are_not_streamed() =>
        Assert.Equal(
            (400, "unsupported_parameter", "stream"),
            await _server.TranscribeAsync(OneSecond, "response_format=srt", "stream=true").RefusalAsync()
        );

    [Fact]
    public async Task A_prompt_may_not_be_a_book() =>
        Assert.Equal(
            (400, "invalid_value", "prompt"),
            await _server.TranscribeAsync(OneSecond, $"prompt={new string('a', 5000)}").RefusalAsync()
        );

    [Fact]
    public async Task A_field_may_not_be_larger_than_any_field() =>
        Assert.Equal(
            (400, "string_above_max_length", "prompt"),
            await _server.TranscribeAsync(OneSecond, $"prompt={new string('a', 20_000)}").RefusalAsync()
        );

    [Fact]
    public async Task Without_a_file_there_is_nothing_to_write_down() =>
        Assert.Equal(
            (400, "missing_required_parameter", "file"),
            await _server.PostAsync("/v1/audio/transcriptions", ApiServer.Form(null, "model=whisper-1")).RefusalAsync()
        );

    [Fact]
    public async Task A_body_that_is_no_form_is_refused() =>
        Assert.Equal((415, "unsupported_media_type", null), await _server.PostAsync("/v1/audio/transcriptions", "{}").RefusalAsync());

    [Fact]
    public async Task A_form_that_ends_early_is_refused()
    {
        var body = new StringContent("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nRIFF");
        body.Headers.ContentType = new("multipart/form-data") { Parameters = { new("boundary", "x") } };

        Assert.Equal((400, "invalid_form", null), await _server.PostAsync("/v1/audio/transcriptions", body).RefusalAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("no audio at all, but some words")]
    [InlineData("RIFF")]
    public async Task A_file_that_is_no_audio_is_refused(string content) =>
        Assert.Equal(
            (400, "unsupported_file", "file"),
            await _server.TranscribeAsync(System.Text.Encoding.ASCII.GetBytes(content)).RefusalAsync()
        );

    [Fact]
    public async Task A_file_too_slow_for_speech_is_refused_at_once() =>
        Assert.Equal((400, "unsupported_file", "file"), await _server.TranscribeAsync(Wav.Of([0, 0], rateHz: 1)).RefusalAsync());

    [Fact]
    public async Task A_failure_of_the_engine_is_told_without_its_message()
    {
        _server.Engines.Recognizer.FinalFailure = new EngineException("/secret/path");

        using var response = await _server.TranscribeAsync(OneSecond);
        var body = await response.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Contains("engine_failed", body, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_amid_a_stream_is_its_last_event()
    {
        _server.Engines.Recognizer.Finals.ThenFail(new EngineOverloadedException("too much"));
        var recording = Wav.Of([.. Enumerable.Repeat<float[]>([.. Wav.Speech(1), .. Wav.Silence(1)], 4).SelectMany(part => part)]);

        var events = await _server.TranscribeAsync(recording, "stream=true").EventsAsync();

        Assert.Equal(4, events.Count);
        Assert.Equal("engine_overloaded", events[^1].Text("error.code"));
    }

    [Fact]
    public async Task A_client_that_leaves_ends_the_decode()
    {
        _server.Engines.Recognizer.FinalHold.Engage();
        using var leaving = new CancellationTokenSource();
        var asking = _server.PostAsync("/v1/audio/transcriptions", ApiServer.Form(OneSecond), leaving.Token);
        await _server.Engines.Recognizer.FinalDecodes.ReachesAsync(1);

        await leaving.CancelAsync();

        await _server.Engines.Recognizer.Cancelled.ReachesAsync(1);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
    }
}
