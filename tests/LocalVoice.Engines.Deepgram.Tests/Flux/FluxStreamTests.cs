using LocalVoice.Remote;
using LocalVoice.Speech;

namespace LocalVoice.Engines.Deepgram.Tests.Flux;

public sealed class FluxStreamTests
{
    private const string ForceEndTurn = """{"type":"ForceEndTurn"}""";
    private const string Connected = """{"type":"Connected","request_id":"550e8400-e29b-41d4-a716-446655440000","sequence_id":0}""";

    [Fact]
    public async Task A_candidate_its_resumption_and_the_end_are_heard_in_order()
    {
        await using var scene = await FluxScene.OpenAsync();
        await using var stream = scene.OpenStream();
        var peer = await scene.Service.AcceptAsync();
        stream.Append(FluxScene.Audio(3));

        await peer.SendAsync(Connected);
        await peer.SendAsync(FluxScene.Turn("Update", 0, 0.25, ""));
        await peer.SendAsync(FluxScene.Turn("StartOfTurn", 0, 0.5, "Quiero"));
        await peer.SendAsync(FluxScene.Turn("EagerEndOfTurn", 0, 1, "Quiero una mesa."));
        await peer.SendAsync(FluxScene.Turn("TurnResumed", 0, 1.25, "Quiero una mesa para"));
        await peer.SendAsync(FluxScene.Turn("EagerEndOfTurn", 0, 2, "Quiero una mesa para dos."));
        await peer.SendAsync(FluxScene.Turn("EndOfTurn", 0, 2.5, "Quiero una mesa para dos."));

        Assert.Equal((TurnHearing.Candidate, "Quiero una mesa."), await HeardAsync(stream));
        Assert.Equal((TurnHearing.Resumed, "Quiero una mesa."), await HeardAsync(stream));
        Assert.Equal((TurnHearing.Candidate, "Quiero una mesa para dos."), await HeardAsync(stream));
        var ended = await stream.Turns.ReadAsync();
        Assert.Equal((TurnHearing.Ended, "Quiero una mesa para dos."), (ended.Hearing, ended.Transcript.Text));
        Assert.Equal(TimeSpan.FromSeconds(2.5), ended.Transcript.AudioDuration);
        Assert.Equal(5, ended.Transcript.Tokens.Count);
        Assert.Equal("es", ended.Transcript.Language);
    }

    [Fact]
    public async Task The_connection_says_what_is_configured()
    {
        await using var scene = await FluxScene.OpenAsync();
        await using var stream = scene.Recognizer.OpenStream(new("es-ES", ["Alzira"]) { Speaker = scene.Speaker });

        var peer = await scene.Service.AcceptAsync();

        Assert.Equal("/v2/listen", peer.Path);
        Assert.Equal(
            "?model=flux-general-multi&encoding=linear16&sample_rate=16000&eot_threshold=0.7&eager_eot_threshold=0.4&eot_timeout_ms=5000"
                + "&mip_opt_out=true&language_hint=es&keyterm=Alzira",
            peer.Query
        );
    }

    [Fact]
    public async Task Audio_leaves_in_messages_of_80_milliseconds()
    {
        await using var scene = await FluxScene.OpenAsync();
        await using var stream = scene.OpenStream();
        var peer = await scene.Service.AcceptAsync();
        for (var frame = 0; frame < 10; frame++)
        {
            stream.Append(FluxScene.Audio(0.02));
        }

        await peer.ReadAudioAsync(2 * 2_560);
        _ = stream.DecodeFinalAsync(CancellationToken.None).AsTask();
        Assert.Equal(ForceEndTurn, await peer.ReadTextAsync());

        Assert.Equal([2_560, 2_560, 1_280], peer.AudioMessages);
    }

    [Fact]
    public async Task A_final_of_our_own_forces_the_end_and_waits_for_it()
    {
        await using var scene = await FluxScene.OpenAsync();
        var report = new BackendReport();
        await using var stream = scene.OpenStream(report);
        var peer = await scene.Service.AcceptAsync();
        stream.Append(FluxScene.Audio(1));
        await peer.SendAsync(FluxScene.Turn("StartOfTurn", 0, 0.5, "Hola"));

        var final = stream.DecodeFinalAsync(CancellationToken.None);
        Assert.Equal(ForceEndTurn, await peer.ReadTextAsync());
        await peer.SendAsync(FluxScene.Turn("EndOfTurn", 0, 0.88, "Hola, buenas.", trigger: "manual"));

        Assert.Equal("Hola, buenas.", (await final).Text);
        Assert.Equal(1, report.Read().RoundTrips);
        Assert.Equal(32_000 + ForceEndTurn.Length, report.Read().BytesSent);
    }

    [Fact]
    public async Task A_final_of_a_turn_that_has_ended_is_there_at_once()
    {
        await using var scene = await FluxScene.OpenAsync();
        await using var stream = scene.OpenStream();
        var peer = await scene.Service.AcceptAsync();
        stream.Append(FluxScene.Audio(1));
        await peer.ReadAudioAsync(12 * 2_560);
        await peer.SendAsync(FluxScene.Turn("StartOfTurn", 0, 0.5, "Hola"));
        await peer.SendAsync(FluxScene.Turn("EndOfTurn", 0, 0.96, "Hola."));
        await stream.Turns.ReadAsync();

        Assert.Equal("Hola.", (await stream.DecodeFinalAsync(CancellationToken.None)).Text);

        await stream.DisposeAsync();
        Assert.Equal("""{"type":"CloseStream"}""", await peer.ReadTextAsync());
    }

    [Fact]
    public async Task Audio_in_which_no_turn_began_is_empty()
    {
        await using var scene = await FluxScene.OpenAsync();
        await using var stream = scene.OpenStream();
        var peer = await scene.Service.AcceptAsync();
        stream.Append(FluxScene.Audio(1));
        var final = stream.DecodeFinalAsync(CancellationToken.None);
        await peer.ReadTextAsync();
        await peer.SendAsync(FluxScene.Turn("Update", 0, 1, ""));

        var transcript = await final;

        Assert.Equal(("", TimeSpan.FromSeconds(1)), (transcript.Text, transcript.AudioDuration));
    }

    [Fact]
    public async Task Turns_belong_to_the_stream_whose_audio_they_cover()
    {
        await using var scene = await FluxScene.OpenAsync();
        await using var first = scene.OpenStream();
        await using var second = scene.OpenStream();
        var peer = await scene.Service.AcceptAsync();
        first.Append(FluxScene.Audio(1));
        second.Append(FluxScene.Audio(1));

        await peer.SendAsync(FluxScene.Turn("StartOfTurn", 0, 0.5, "Uno"));
        await peer.SendAsync(FluxScene.Turn("EndOfTurn", 0, 0.96, "Uno."));
        await peer.SendAsync(FluxScene.Turn("StartOfTurn", 0.96, 1.5, "Dos", index: 1));
        await peer.SendAsync(FluxScene.Turn("EndOfTurn", 0.96, 1.92, "Dos.", index: 1));

        Assert.Equal((TurnHearing.Ended, "Uno."), await HeardAsync(first));
        Assert.Equal((TurnHearing.Ended, "Dos."), await HeardAsync(second));
        await first.DisposeAsync();
        Assert.False(await first.Turns.WaitToReadAsync());
    }

    [Fact]
    public async Task Updates_are_interims()
    {
        await using var scene = await FluxScene.OpenAsync();
        await using var stream = scene.OpenStream();
        var peer = await scene.Service.AcceptAsync();
        stream.Append(FluxScene.Audio(2));

        await peer.SendAsync(FluxScene.Turn("StartOfTurn", 0, 0.5, "Quiero una"));
        var interim = await InterimAsync(stream);
        await peer.SendAsync(FluxScene.Turn("Update", 0, 0.75, "Quiero una mesa"));
        var next = await InterimAsync(stream);

        Assert.Equal(("", "Quiero una"), (interim.Stable, interim.Tentative));
        Assert.Equal(("Quiero una", " mesa"), (next.Stable, next.Tentative));
    }

    [Fact]
    public async Task A_turn_that_is_given_up_does_not_go_on_in_the_next_utterance()
    {
        await using var scene = await FluxScene.OpenAsync();
        var first = scene.OpenStream();
        await using var second = scene.OpenStream();
        var peer = await scene.Service.AcceptAsync();
        first.Append(FluxScene.Audio(1));
        await peer.SendAsync(FluxScene.Turn("StartOfTurn", 0, 0.5, "Uno"));
        await InterimAsync(first);

        await first.DisposeAsync();

        Assert.Equal(ForceEndTurn, await peer.ReadTextAsync());
    }

    [Fact]
    public async Task A_stream_whose_connection_is_lost_hears_no_more_and_its_final_says_why()
    {
        await using var scene = await FluxScene.OpenAsync();
        await using var stream = scene.OpenStream();
        var peer = await scene.Service.AcceptAsync();
        stream.Append(FluxScene.Audio(1));
        await peer.ReadAudioAsync(2_560);

        peer.Abort();

        var heard = await Assert.ThrowsAsync<BackendException>(async () => await stream.Turns.WaitToReadAsync());
        Assert.Equal(BackendFault.Interrupted, heard.Fault);
        var failure = await Assert.ThrowsAsync<BackendException>(async () => await stream.DecodeFinalAsync(CancellationToken.None));
        Assert.Equal(BackendFault.Interrupted, failure.Fault);
    }

    [Fact]
    public async Task An_error_of_the_service_is_told()
    {
        await using var scene = await FluxScene.OpenAsync();
        await using var stream = scene.OpenStream();
        var peer = await scene.Service.AcceptAsync();
        stream.Append(FluxScene.Audio(1));
        var final = stream.DecodeFinalAsync(CancellationToken.None);

        await peer.SendAsync("""{"type":"Error","sequence_id":3,"code":"INTERNAL_SERVER_ERROR","description":"Something broke."}""");

        var failure = await Assert.ThrowsAsync<BackendException>(async () => await final);
        Assert.Equal(BackendFault.ServiceError, failure.Fault);
        Assert.Contains("INTERNAL_SERVER_ERROR Something broke.", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("flux-general-multi", "ca", "nl")]
    [InlineData("flux-general-en", "es", "'auto' or one of: en.")]
    public async Task A_language_that_the_model_does_not_know_is_refused(string model, string language, string known)
    {
        await using var scene = await FluxScene.OpenAsync(options => options.Model = model);

        var failure = Assert.Throws<EngineException>(() => scene.Recognizer.OpenStream(RecognitionOptions.For(language)));

        Assert.Contains(model, failure.Message, StringComparison.Ordinal);
        Assert.Contains($"'{language}'", failure.Message, StringComparison.Ordinal);
        Assert.Contains(known, failure.Message, StringComparison.Ordinal);
    }

    private static async Task<(TurnHearing, string)> HeardAsync(ITurnTakingStream stream)
    {
        var heard = await stream.Turns.ReadAsync();
        return (heard.Hearing, heard.Transcript.Text);
    }

    private static async Task<InterimTranscript> InterimAsync(IRecognitionStream stream)
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
