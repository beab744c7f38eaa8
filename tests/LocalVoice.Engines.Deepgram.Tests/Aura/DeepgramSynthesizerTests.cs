using System.Net.WebSockets;
using LocalVoice.Engines.Deepgram.Tests.Scripted;
using LocalVoice.Remote;
using LocalVoice.Speech;

namespace LocalVoice.Engines.Deepgram.Tests.Aura;

public sealed class DeepgramSynthesizerTests
{
    // "Metadata" of "Continuous Text Stream", developers.deepgram.com/reference/text-to-speech/speak-streaming, as of 2026-07.
    private const string Metadata = """
        {"type":"Metadata","request_id":"a1b2c3d4-e5f6-7890-abcd-ef1234567890","model_name":"aura-2-nestor-es",
        "model_version":"2025-01-09.0","model_uuid":"bc58f0ee-6b2e-4a33-9a3e-6b9ac2e0f0f1"}
        """;

    [Fact]
    public async Task A_request_is_spoken_and_flushed_and_its_audio_comes_until_then()
    {
        await using var scene = await AuraScene.OpenAsync();
        var report = new BackendReport();
        var speaking = scene.SpeakAsync(new SynthesisRequest("¿Qué \"tal\"?", "es") { Report = report });
        var peer = await scene.Service.AcceptAsync();

        Assert.Equal("/v1/speak", peer.Path);
        Assert.Equal("?model=aura-2-nestor-es&encoding=linear16&sample_rate=24000&mip_opt_out=true", peer.Query);
        Assert.Equal("""{"type":"Speak","text":"¿Qué \"tal\"?"}""", await peer.ReadTextAsync());
        Assert.Equal("""{"type":"Flush"}""", await peer.ReadTextAsync());
        await peer.SendAsync(Metadata);
        var sound = AuraScene.Sound(1_200);
        await peer.SendAsync(sound[..1_001], WebSocketMessageType.Binary);
        await peer.SendAsync(sound[1_001..], WebSocketMessageType.Binary);
        await peer.SendAsync(AuraScene.Flushed);
        var chunks = await speaking;

        Assert.Equal([500, 700], chunks.Select(chunk => chunk.Samples.Length));
        Assert.All(chunks, chunk => Assert.All(chunk.Samples.ToArray(), sample => Assert.Equal(8_000 / 32_768f, sample)));
        var use = report.Read();
        Assert.Equal(("deepgram", "aura-2-nestor-es", "site"), (use.Server!.Name, use.Server.Model, use.Server.Device));
        Assert.Equal(TestConnections.OneRoundTrip, use.RoundTrip);
        Assert.Equal(3, use.RoundTrips);
        Assert.True(use.BytesSent > 50);
    }

    [Fact]
    public async Task All_but_ten_milliseconds_of_the_leading_silence_is_left_out()
    {
        await using var scene = await AuraScene.OpenAsync();
        var speaking = scene.SayAsync();
        var peer = await scene.Service.AcceptAsync();

        await peer.SendAsync(AuraScene.Sound(1_000, 3), WebSocketMessageType.Binary);
        await peer.SendAsync(AuraScene.Sound(1_400, 3), WebSocketMessageType.Binary);
        await peer.SendAsync(AuraScene.Sound(480), WebSocketMessageType.Binary);
        await peer.SendAsync(AuraScene.Flushed);

        Assert.Equal([240 + 480], (await speaking).Select(chunk => chunk.Samples.Length));
    }

    [Fact]
    public async Task Requests_of_one_voice_take_one_connection_and_of_another_voice_another()
    {
        await using var scene = await AuraScene.OpenAsync();
        var first = scene.SayAsync();
        var peer = await scene.Service.AcceptAsync();
        await AuraScene.AnswerAsync(peer);
        await first;
        var second = scene.SayAsync();
        await AuraScene.AnswerAsync(peer);
        await second;
        Assert.Equal(1, scene.Service.Accepted);

        var third = scene.SayAsync(voice: "aura-2-carina-es");
        var other = await scene.Service.AcceptAsync();
        await AuraScene.AnswerAsync(other);
        await third;

        Assert.StartsWith("?model=aura-2-carina-es&", other.Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Preparing_opens_the_connection_that_the_first_request_takes()
    {
        await using var scene = await AuraScene.OpenAsync();
        await scene.Synthesizer.PrepareAsync(CancellationToken.None);
        await scene.Synthesizer.PrepareAsync(CancellationToken.None);
        var peer = await scene.Service.AcceptAsync();
        var report = new BackendReport();

        var speaking = scene.SpeakAsync(new SynthesisRequest("Hola.", "es") { Report = report });
        await AuraScene.AnswerAsync(peer);
        await speaking;

        Assert.Equal(1, scene.Service.Accepted);
        Assert.Equal(1, report.Read().RoundTrips);
    }

    [Fact]
    public async Task Cancelling_clears_at_the_service_and_the_connection_serves_again_when_it_has_fallen_silent()
    {
        await using var scene = await AuraScene.OpenAsync();
        using var cancellation = new CancellationTokenSource();
        await using var chunks = scene.Synthesizer.SynthesizeAsync(new("Hola.", "es"), cancellation.Token).GetAsyncEnumerator();
        var first = chunks.MoveNextAsync();
        var peer = await scene.Service.AcceptAsync();
        await peer.ReadTextAsync();
        await peer.ReadTextAsync();
        await peer.SendAsync(AuraScene.Sound(2_400), WebSocketMessageType.Binary);
        Assert.True(await first);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await chunks.MoveNextAsync());

        Assert.Equal("""{"type":"Clear"}""", await peer.ReadTextAsync());
        await peer.SendAsync(AuraScene.Sound(2_400), WebSocketMessageType.Binary);
        await peer.SendAsync(AuraScene.Flushed);
        await peer.SendAsync(AuraScene.Cleared);
        await scene.WaitUntilReadyAsync();
        var second = scene.SayAsync();
        await AuraScene.AnswerAsync(peer);

        Assert.Equal(2_400, Assert.Single(await second).Samples.Length);
        Assert.Equal(1, scene.Service.Accepted);
    }

    [Fact]
    public async Task A_listener_that_leaves_amid_the_speech_clears_it_too()
    {
        await using var scene = await AuraScene.OpenAsync();
        var chunks = scene.Synthesizer.SynthesizeAsync(new("Hola.", "es"), CancellationToken.None).GetAsyncEnumerator();
        var first = chunks.MoveNextAsync();
        var peer = await scene.Service.AcceptAsync();
        await peer.ReadTextAsync();
        await peer.ReadTextAsync();
        await peer.SendAsync(AuraScene.Sound(2_400), WebSocketMessageType.Binary);
        await first;

        await chunks.DisposeAsync();

        Assert.Equal("""{"type":"Clear"}""", await peer.ReadTextAsync());
    }

    [Fact]
    public async Task A_connection_that_ended_while_it_waited_is_replaced()
    {
        await using var scene = await AuraScene.OpenAsync();
        await scene.Synthesizer.PrepareAsync(CancellationToken.None);
        (await scene.Service.AcceptAsync()).Abort();

        var speaking = scene.SayAsync();
        await AuraScene.AnswerAsync(await scene.Service.AcceptAsync());

        Assert.Single(await speaking);
    }

    [Fact]
    public async Task The_twenty_first_flush_within_a_minute_takes_another_connection()
    {
        await using var scene = await AuraScene.OpenAsync();
        await scene.Synthesizer.PrepareAsync(CancellationToken.None);
        var peer = await scene.Service.AcceptAsync();
        for (var i = 0; i < 20; i++)
        {
            var speaking = scene.SayAsync();
            await AuraScene.AnswerAsync(peer);
            await speaking;
        }

        Assert.Equal(1, scene.Service.Accepted);
        var next = scene.SayAsync();
        await AuraScene.AnswerAsync(await scene.Service.AcceptAsync());
        await next;
    }

    [Fact]
    public async Task Text_beyond_the_services_limits_is_spoken_in_parts_each_on_a_connection_that_may()
    {
        await using var scene = await AuraScene.OpenAsync();
        var speaking = scene.SayAsync(string.Join(' ', Enumerable.Repeat("palabra", 400)));

        var texts = new List<string>();
        for (var part = 0; part < 2; part++)
        {
            var peer = await scene.Service.AcceptAsync();
            texts.Add(await peer.ReadTextAsync() ?? "");
            Assert.Equal("""{"type":"Flush"}""", await peer.ReadTextAsync());
            await peer.SendAsync(AuraScene.Sound(2_400), WebSocketMessageType.Binary);
            await peer.SendAsync(AuraScene.Flushed);
        }

        Assert.Equal(4_800, (await speaking).Sum(chunk => chunk.Samples.Length));
        Assert.InRange(texts[0].Length, 1_900, 2_030);
        Assert.StartsWith("{\"type\":\"Speak\",\"text\":\"palabra ", texts[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_warning_is_logged_by_its_code_without_the_words()
    {
        await using var scene = await AuraScene.OpenAsync();
        var speaking = scene.SayAsync("secreto");
        var peer = await scene.Service.AcceptAsync();

        await peer.SendAsync("""{"type":"Warning","code":"EXCESSIVE_FLUSH","description":"secreto"}""");
        await AuraScene.AnswerAsync(peer);
        await speaking;

        Assert.Contains("EXCESSIVE_FLUSH", Assert.Single(scene.Log.Warnings), StringComparison.Ordinal);
        Assert.DoesNotContain(scene.Log.Lines, line => line.Contains("secreto", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1.25, "&speed=1.25")]
    [InlineData(4, "&speed=1.5")]
    [InlineData(0.25, "&speed=0.7")]
    public async Task Speed_is_asked_of_the_service_as_far_as_it_goes(double speed, string asked)
    {
        await using var scene = await AuraScene.OpenAsync();
        var speaking = scene.SpeakAsync(new SynthesisRequest("Hola.", "es", Speed: speed));
        var peer = await scene.Service.AcceptAsync();
        await AuraScene.AnswerAsync(peer);
        await speaking;

        Assert.EndsWith(asked, peer.Query, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("es", null, "aura-2-nestor-es")]
    [InlineData("es-MX", "olivia", "aura-2-olivia-es")]
    [InlineData("en", null, "aura-2-thalia-en")]
    [InlineData("en-GB", "nobody", "aura-2-thalia-en")]
    public async Task The_voice_is_the_one_asked_for_or_that_of_the_language(string language, string? voice, string model)
    {
        await using var scene = await AuraScene.OpenAsync();
        var speaking = scene.SpeakAsync(new SynthesisRequest("Hola.", language, voice));
        var peer = await scene.Service.AcceptAsync();
        await AuraScene.AnswerAsync(peer);
        await speaking;

        Assert.StartsWith($"?model={model}&", peer.Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Catalan_is_refused_with_the_languages_that_there_are()
    {
        await using var scene = await AuraScene.OpenAsync();

        var failure = await Assert.ThrowsAsync<EngineException>(() => scene.SpeakAsync(new SynthesisRequest("Bon dia.", "ca-valencia")));

        Assert.Equal("Deepgram's Aura-2 does not speak 'ca-valencia' here. It speaks: es, en.", failure.Message);
    }

    [Fact]
    public void An_unknown_default_voice_is_refused_by_its_name()
    {
        using var connections = new TestConnections();
        var options = new DeepgramSynthesizerOptions { Url = "ws://127.0.0.1:1", Voice = "elvira" };

        var failure = Assert.Throws<EngineException>(() =>
            new DeepgramSynthesizer(options, connections, TimeProvider.System, new Testing.Logging.RecordedLog<DeepgramSynthesizer>())
        );

        Assert.Contains("elvira", failure.Message, StringComparison.Ordinal);
    }
}
