using System.Net.WebSockets;
using LocalVoice.Simulation.Deepgram;

namespace LocalVoice.Simulation.Tests.Deepgram.Listen;

/// <summary>
/// Results of v1/listen, as in developers.deepgram.com/docs/{interim-results, endpointing, finalize, close-stream, utterance-end,
/// speech-started}, and in frames that the service sent on 7 September 2026 to a public project's verification run.
/// </summary>
public sealed class ListenResultsTests
{
    private const string Path = "/v1/listen?model=nova-3&language=es&encoding=linear16&sample_rate=16000&channels=1&punctuate=true";

    [Fact]
    public async Task Results_have_the_fields_of_the_service_in_its_order()
    {
        await using var deepgram = await Simulations.StartAsync("¿Qué hora es?");
        using var client = await RawClient.ConnectAsync(deepgram, Path + "&endpointing=300");

        await client.SendAsync(Speech.Voice(900, silenceAfterMs: 300));
        var results = await client.NextAsync();

        Assert.Equal("type channel_index duration start is_final speech_final channel metadata from_finalize", results.Names());
        Assert.Equal("[0,1]", results.GetProperty("channel_index").GetRawText());
        Assert.Equal("transcript confidence words", results.Alternative().Names());
        Assert.Equal("word start end confidence punctuated_word", results.Alternative().GetProperty("words")[0].Names());
        Assert.Equal("request_id model_info model_uuid", results.GetProperty("metadata").Names());
        Assert.Equal("name version arch", results.GetProperty("metadata").GetProperty("model_info").Names());
    }

    [Fact]
    public async Task A_pause_as_long_as_endpointing_asks_is_final_at_its_sample()
    {
        await using var deepgram = await Simulations.StartAsync("¿Qué hora es?");
        using var client = await RawClient.ConnectAsync(deepgram, Path + "&endpointing=300");

        await client.SendAsync(Speech.Silence(250));
        await client.SendAsync(Speech.Voice(900, silenceAfterMs: 400));
        var results = await client.NextAsync();

        Assert.True(results.Flag("is_final"));
        Assert.True(results.Flag("speech_final"));
        Assert.False(results.Flag("from_finalize"));
        Assert.Equal(0, results.Number("start"));
        Assert.Equal(1.45, results.Number("duration"), precision: 9);
        Assert.Equal("¿Qué hora es?", results.Transcript());
    }

    [Fact]
    public async Task Words_lie_in_the_voice_of_their_segment_and_segments_join()
    {
        await using var deepgram = await Simulations.StartAsync("¿Qué hora es?", "Gracias.");
        using var client = await RawClient.ConnectAsync(deepgram, Path + "&endpointing=200");

        await client.SendAsync(Speech.Voice(900, silenceAfterMs: 500));
        await client.SendAsync(Speech.Voice(300, silenceAfterMs: 300));
        var first = await client.NextAsync();
        var second = await client.NextAsync();

        var words = first.Alternative().GetProperty("words").EnumerateArray().ToList();
        Assert.Equal(["qué", "hora", "es"], words.Select(word => word.Text("word")));
        Assert.Equal([0, 0.3, 0.6], words.Select(word => Math.Round(word.Number("start"), 6)));
        Assert.Equal(0.9, words[^1].Number("end"), precision: 6);
        Assert.Equal(first.Number("start") + first.Number("duration"), second.Number("start"), precision: 9);
        Assert.Equal(1.4, second.Alternative().GetProperty("words")[0].Number("start"), precision: 6);
    }

    [Fact]
    public async Task Interims_come_with_every_second_of_audio_and_tell_what_was_heard_so_far()
    {
        await using var deepgram = await Simulations.StartAsync("uno dos tres cuatro cinco seis siete ocho");
        using var client = await RawClient.ConnectAsync(deepgram, Path + "&endpointing=300&interim_results=true");

        await client.SendAsync(Speech.Voice(2400, silenceAfterMs: 300));
        var first = await client.NextAsync();
        var second = await client.NextAsync();
        var final = await client.NextAsync();

        Assert.Equal(["uno dos tres", "uno dos tres cuatro cinco seis"], [first.Transcript(), second.Transcript()]);
        Assert.Equal([1, 2], [first.Number("duration"), second.Number("duration")]);
        Assert.False(first.Flag("is_final"));
        Assert.False(first.Flag("speech_final"));
        Assert.Equal("uno dos tres cuatro cinco seis siete ocho", final.Transcript());
        Assert.True(final.Flag("speech_final"));
    }

    [Fact]
    public async Task Speech_without_a_pause_is_final_in_segments_of_which_none_is_speech_final()
    {
        await using var deepgram = await Simulations.StartAsync();
        deepgram.Script.Set(new DeepgramUtterance("a b c d e f g h", Speech: TimeSpan.FromSeconds(8)));
        using var client = await RawClient.ConnectAsync(deepgram, Path + "&endpointing=300");

        await client.SendAsync(Speech.Voice(8000, silenceAfterMs: 300));
        var segment = await client.NextAsync();
        var rest = await client.NextAsync();

        Assert.True(segment.Flag("is_final"));
        Assert.False(segment.Flag("speech_final"));
        Assert.Equal(["a b c d e", "f g h"], [segment.Transcript(), rest.Transcript()]);
        Assert.True(rest.Flag("speech_final"));
    }

    [Fact]
    public async Task Finalize_gives_what_is_buffered()
    {
        await using var deepgram = await Simulations.StartAsync("Hola.");
        using var client = await RawClient.ConnectAsync(deepgram, Path + "&endpointing=false");

        await client.SendAsync(Speech.Voice(305));
        await client.SendAsync("""{"type": "Finalize"}""");
        var results = await client.NextAsync();

        Assert.True(results.Flag("from_finalize"));
        Assert.True(results.Flag("is_final"));
        Assert.True(results.Flag("speech_final"));
        Assert.Equal("Hola.", results.Transcript());
        Assert.Equal(0.305, results.Number("duration"), precision: 9);
    }

    [Fact]
    public async Task Finalize_says_nothing_where_nothing_is_buffered()
    {
        await using var deepgram = await Simulations.StartAsync("Hola.");
        using var client = await RawClient.ConnectAsync(deepgram, Path + "&endpointing=100");

        await client.SendAsync(Speech.Voice(300, silenceAfterMs: 100));
        await client.SendAsync("""{"type": "Finalize"}""");
        await client.SendAsync("""{"type": "CloseStream"}""");
        var all = await client.RestAsync();

        Assert.Equal(["Results", "Metadata"], all.Select(message => message.Text("type")));
        Assert.False(all[0].Flag("from_finalize"));
    }

    [Fact]
    public async Task An_utterance_that_goes_on_after_a_final_has_the_rest_of_its_words()
    {
        await using var deepgram = await Simulations.StartAsync();
        deepgram.Script.Set(new DeepgramUtterance("uno dos tres cuatro", Speech: TimeSpan.FromSeconds(2)));
        using var client = await RawClient.ConnectAsync(deepgram, Path + "&endpointing=false");

        await client.SendAsync(Speech.Voice(1000, silenceAfterMs: 200));
        await client.SendAsync("""{"type": "Finalize"}""");
        await client.SendAsync(Speech.Voice(1000, silenceAfterMs: 200));
        await client.SendAsync("""{"type": "Finalize"}""");

        Assert.Equal("uno dos", (await client.NextAsync()).Transcript());
        Assert.Equal("tres cuatro", (await client.NextAsync()).Transcript());
    }

    [Fact]
    public async Task After_the_script_comes_its_last_text_again()
    {
        await using var deepgram = await Simulations.StartAsync("uno", "dos");
        using var client = await RawClient.ConnectAsync(deepgram, Path + "&endpointing=100");
        var heard = new List<string>();

        for (var i = 0; i < 3; i++)
        {
            await client.SendAsync(Speech.Voice(300, silenceAfterMs: 200));
            heard.Add((await client.NextAsync()).Transcript());
        }

        Assert.Equal(["uno", "dos", "dos"], heard);
    }

    [Fact]
    public async Task Without_formatting_words_are_bare()
    {
        await using var deepgram = await Simulations.StartAsync("¿Qué hora es?");
        using var client = await RawClient.ConnectAsync(
            deepgram,
            "/v1/listen?model=nova-3&language=es&encoding=linear16&sample_rate=16000&endpointing=100"
        );

        await client.SendAsync(Speech.Voice(900, silenceAfterMs: 200));
        var results = await client.NextAsync();

        Assert.Equal("qué hora es", results.Transcript());
        Assert.Equal("word start end confidence", results.Alternative().GetProperty("words")[0].Names());
    }

    [Fact]
    public async Task Speech_and_the_end_of_an_utterance_are_told_to_who_asks()
    {
        await using var deepgram = await Simulations.StartAsync("Hola.");
        using var client = await RawClient.ConnectAsync(
            deepgram,
            Path + "&endpointing=300&interim_results=true&utterance_end_ms=1000&vad_events=true"
        );

        await client.SendAsync(Speech.Silence(500));
        await client.SendAsync(Speech.Voice(400, silenceAfterMs: 1100));
        var started = await client.NextAsync();
        var interim = await client.NextAsync();
        var final = await client.NextAsync();
        var ended = await client.NextAsync("UtteranceEnd");

        Assert.Equal("""{"type":"SpeechStarted","channel":[0,1],"timestamp":0.5}""", started.GetRawText());
        Assert.Equal([false, true], [interim.Flag("speech_final"), final.Flag("speech_final")]);
        Assert.Equal("""{"type":"UtteranceEnd","channel":[0,1],"last_word_end":0.9}""", ended.GetRawText());
    }

    [Fact]
    public async Task CloseStream_gives_the_last_results_and_a_summary_and_closes()
    {
        await using var deepgram = await Simulations.StartAsync("Hola.");
        using var client = await RawClient.ConnectAsync(deepgram, Path + "&endpointing=false");

        await client.SendAsync(Speech.Voice(500));
        await client.SendAsync("""{"type": "CloseStream"}""");
        var all = await client.RestAsync();

        Assert.Equal("Hola.", all[0].Transcript());
        Assert.Equal("type transaction_key request_id sha256 created duration channels", all[1].Names());
        Assert.Equal("deprecated", all[1].Text("transaction_key"));
        Assert.Equal(0.5, all[1].Number("duration"));
        Assert.Equal(WebSocketCloseStatus.NormalClosure, client.CloseStatus);
    }
}
