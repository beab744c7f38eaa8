using LocalVoice.Engines.Deepgram.Tests.Scripted;
using LocalVoice.Remote;

namespace LocalVoice.Engines.Deepgram.Tests.Nova;

public sealed class NovaStreamTests
{
    [Fact]
    public async Task A_final_finishes_what_was_sent_and_takes_the_results_up_to_there()
    {
        await using var scene = await NovaScene.OpenAsync();
        var report = new BackendReport();
        await using var stream = scene.OpenStream(report);
        var peer = await scene.Service.AcceptAsync();
        stream.Append(NovaScene.Audio(1));

        var final = stream.DecodeFinalAsync(CancellationToken.None);
        Assert.Equal("""{"type":"Finalize"}""", await peer.ReadTextAsync());
        Assert.Equal(2 * (16_000 + 320), peer.Audio.Count);
        await peer.SendAsync(ResultsText.Of(0, 0.6, "Buenos días,"));
        await peer.SendAsync(ResultsText.Of(0.6, 1.02, "¿qué tal?", fromFinalize: true));
        var transcript = await final;

        Assert.Equal("Buenos días, ¿qué tal?", transcript.Text);
        Assert.Equal("es", transcript.Language);
        Assert.Equal(TimeSpan.FromSeconds(1), transcript.AudioDuration);
        Assert.Equal([" Buenos", " días,", " ¿qué", " tal?"], transcript.Tokens.Select(token => token.Text));
        Assert.All(transcript.Tokens, token => Assert.Equal(Math.Log(0.99), token.LogProbability));
        var use = report.Read();
        Assert.Equal(scene.Recognizer.Info, use.Server);
        Assert.Equal(32_000 + """{"type":"Finalize"}""".Length, use.BytesSent);
        Assert.Equal((TestConnections.OneRoundTrip, 1), (use.RoundTrip, use.RoundTrips));
    }

    [Fact]
    public async Task The_connection_says_what_is_configured_and_who_asks()
    {
        await using var scene = await NovaScene.OpenAsync();
        await using var stream = scene.Recognizer.OpenStream(new("ca-valencia", ["Alzira", "la Vall d'Uixó"]) { Speaker = scene.Speaker });

        var peer = await scene.Service.AcceptAsync();

        Assert.Equal("/v1/listen", peer.Path);
        Assert.Equal($"Token {NovaScene.Key}", peer.Authorization);
        Assert.Equal(
            "?model=nova-3&language=ca&encoding=linear16&sample_rate=16000&channels=1&interim_results=true&endpointing=300&vad_events=false"
                + "&smart_format=true&punctuate=true&mip_opt_out=true&keyterm=Alzira&keyterm=la Vall d'Uixó",
            peer.Query
        );
    }

    [Fact]
    public async Task Audio_leaves_in_messages_of_20_to_60_milliseconds()
    {
        await using var scene = await NovaScene.OpenAsync();
        await using var stream = scene.OpenStream();
        var peer = await scene.Service.AcceptAsync();
        await peer.ReadAudioAsync(640);

        stream.Append(NovaScene.Audio(0.31));
        for (var frame = 0; frame < 20; frame++)
        {
            stream.Append(NovaScene.Audio(0.008));
        }

        _ = stream.DecodeFinalAsync(CancellationToken.None).AsTask();
        await peer.ReadTextAsync();

        // The last one is what is left.
        Assert.All(peer.AudioMessages.SkipLast(1), bytes => Assert.InRange(bytes, 640, 1_920));
        Assert.InRange(peer.AudioMessages[^1], 1, 1_920);
        Assert.Equal(640 + (2 * ((int)(0.31 * 16_000) + (20 * 128))), peer.Audio.Count);
    }

    [Fact]
    public async Task Audio_is_kept_while_the_connection_opens()
    {
        await using var scene = await NovaScene.OpenAsync();
        await using var stream = scene.OpenStream();
        stream.Append(NovaScene.Audio(0.5));
        var final = stream.DecodeFinalAsync(CancellationToken.None);

        var peer = await scene.Service.AcceptAsync();
        await peer.ReadTextAsync();
        await peer.SendAsync(ResultsText.Of(0, 0.52, "hola", fromFinalize: true));

        Assert.Equal(2 * (8_000 + 320), peer.Audio.Count);
        Assert.Equal("hola", (await final).Text);
    }

    [Fact]
    public async Task A_stream_without_audio_is_empty_and_asks_nothing()
    {
        await using var scene = await NovaScene.OpenAsync();
        await using (var stream = scene.OpenStream())
        {
            var peer = await scene.Service.AcceptAsync();
            await peer.ReadAudioAsync(640);
            Assert.Equal("", (await stream.DecodeFinalAsync(CancellationToken.None)).Text);
            Assert.Null(await stream.DecodeInterimAsync(CancellationToken.None));

            await stream.DisposeAsync();
            Assert.Equal("""{"type":"CloseStream"}""", await peer.ReadTextAsync());
        }
    }

    [Fact]
    public async Task Nothing_is_asked_of_audio_that_the_service_has_finished_already()
    {
        await using var scene = await NovaScene.OpenAsync();
        await using var stream = scene.OpenStream();
        var peer = await scene.Service.AcceptAsync();
        stream.Append(NovaScene.Audio(0.5));
        await peer.ReadAudioAsync(640 + 16_000);
        await peer.SendAsync(ResultsText.Of(0, 0.52, "hola"));
        Assert.Equal("hola", (await Interim(stream)).Stable);

        Assert.Equal("hola", (await stream.DecodeFinalAsync(CancellationToken.None)).Text);

        await stream.DisposeAsync();
        Assert.Equal("""{"type":"CloseStream"}""", await peer.ReadTextAsync());
    }

    [Fact]
    public async Task Segments_after_a_final_join_the_same_utterance()
    {
        await using var scene = await NovaScene.OpenAsync();
        await using var stream = scene.OpenStream();
        var peer = await scene.Service.AcceptAsync();
        stream.Append(NovaScene.Audio(0.5));
        var first = stream.DecodeFinalAsync(CancellationToken.None);
        await peer.ReadTextAsync();
        await peer.SendAsync(ResultsText.Of(0, 0.52, "Quiero", fromFinalize: true));
        Assert.Equal("Quiero", (await first).Text);

        stream.Append(NovaScene.Audio(0.5));
        var second = stream.DecodeFinalAsync(CancellationToken.None);
        await peer.ReadTextAsync();
        await peer.SendAsync(ResultsText.Of(0.52, 1.02, "una mesa.", fromFinalize: true));

        Assert.Equal("Quiero una mesa.", (await second).Text);
    }

    [Fact]
    public async Task An_overlapping_utterance_gets_its_own_words_only()
    {
        await using var scene = await NovaScene.OpenAsync();
        await using var before = scene.OpenStream();
        await using var after = scene.OpenStream();
        var peer = await scene.Service.AcceptAsync();
        before.Append(NovaScene.Audio(0.5));
        after.Append(NovaScene.Audio(0.5));
        var first = before.DecodeFinalAsync(CancellationToken.None);
        var second = after.DecodeFinalAsync(CancellationToken.None);

        await peer.SendAsync(ResultsText.Of(0, 1.02, "uno dos tres cuatro", fromFinalize: true));

        Assert.Equal("uno dos", (await first).Text);
        Assert.Equal("tres cuatro", (await second).Text);
        Assert.Equal(1, scene.Service.Accepted);
    }

    [Fact]
    public async Task Words_on_which_two_interims_agree_are_stable_but_for_the_newest()
    {
        await using var scene = await NovaScene.OpenAsync();
        await using var stream = scene.OpenStream();
        var peer = await scene.Service.AcceptAsync();
        stream.Append(NovaScene.Audio(3));

        await peer.SendAsync(ResultsText.Of(0, 1, "another big", isFinal: false));
        var first = await Interim(stream);
        await peer.SendAsync(ResultsText.Of(0, 2, "Another big problem", isFinal: false));
        var second = await Interim(stream);
        await peer.SendAsync(ResultsText.Of(0, 2.5, "Another big problem."));
        var third = await Interim(stream);

        Assert.Equal(("", "another big"), (first.Stable, first.Tentative));
        Assert.Equal(("Another big", " problem"), (second.Stable, second.Tentative));
        Assert.Equal(("Another big problem.", ""), (third.Stable, third.Tentative));
    }

    [Fact]
    public async Task A_cancelled_final_ends_at_once_and_the_next_one_is_whole()
    {
        await using var scene = await NovaScene.OpenAsync();
        await using var stream = scene.OpenStream();
        var peer = await scene.Service.AcceptAsync();
        stream.Append(NovaScene.Audio(0.5));
        using var cancellation = new CancellationTokenSource();
        var cancelled = stream.DecodeFinalAsync(cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await cancelled);

        var final = stream.DecodeFinalAsync(CancellationToken.None);
        await peer.SendAsync(ResultsText.Of(0, 0.52, "hola", fromFinalize: true));

        Assert.Equal("hola", (await final).Text);
    }

    [Fact]
    public async Task Two_utterances_take_one_connection_which_ends_with_the_last_stream()
    {
        await using var scene = await NovaScene.OpenAsync();
        var first = scene.OpenStream();
        var peer = await scene.Service.AcceptAsync();
        first.Append(NovaScene.Audio(0.5));
        var next = scene.OpenStream();
        await first.DisposeAsync();
        next.Append(NovaScene.Audio(0.5));
        await peer.ReadAudioAsync(640 + 32_000);

        await next.DisposeAsync();

        Assert.Equal("""{"type":"CloseStream"}""", await peer.ReadTextAsync());
        Assert.Null(await peer.ReadTextAsync());
        Assert.Equal(1, scene.Service.Accepted);
    }

    private static async Task<LocalVoice.Speech.InterimTranscript> Interim(LocalVoice.Speech.IRecognitionStream stream)
    {
        while (true)
        {
            if (await stream.DecodeInterimAsync(CancellationToken.None) is { } interim)
            {
                return interim;
            }
        }
    }
}
