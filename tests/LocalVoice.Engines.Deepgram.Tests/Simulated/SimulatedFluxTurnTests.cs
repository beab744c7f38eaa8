using LocalVoice.Engines.Deepgram.Tests.Flux;
using LocalVoice.Engines.Deepgram.Tests.Scripted;
using LocalVoice.Simulation.Deepgram;
using LocalVoice.Simulation.Deepgram.Requests;
using LocalVoice.Speech;
using LocalVoice.Testing.Audio;
using Microsoft.Extensions.Time.Testing;

namespace LocalVoice.Engines.Deepgram.Tests.Simulated;

public sealed class SimulatedFluxTurnTests : IDisposable
{
    private readonly TestConnections _connections = new();

    [Fact]
    public async Task A_turn_has_a_candidate_whose_transcript_is_that_of_its_end()
    {
        await using var service = await StartAsync();
        service.Script.Set(SpokenSamples.CapitalOfItaly.Text);
        using var recognizer = SimulatedServices.Flux(service, _connections);
        await using var stream = Open(recognizer);

        stream.Append([.. SpokenSamples.CapitalOfItaly.Samples.Span, .. SpokenSamples.Silence(1)]);
        var heard = await stream.TurnAsync();

        Assert.Equal([TurnHearing.Candidate, TurnHearing.Ended], heard.Select(turn => turn.Hearing));
        Assert.Equal(SpokenSamples.CapitalOfItaly.Text, heard[0].Transcript.Text);
        Assert.Equal(heard[0].Transcript.Text, heard[1].Transcript.Text);
        Assert.Equal(heard[0].Transcript.Tokens, heard[1].Transcript.Tokens);
        Assert.True(heard[0].Transcript.AudioDuration < heard[1].Transcript.AudioDuration);
        Assert.Equal(heard[1].Transcript.Text, (await stream.DecodeFinalAsync(CancellationToken.None)).Text);
    }

    [Fact]
    public async Task A_user_who_goes_on_after_a_candidate_resumes_the_turn()
    {
        await using var service = await StartAsync();
        service.Script.Set(new DeepgramUtterance("Quiero una mesa para dos.", TimeSpan.FromSeconds(2)));
        using var recognizer = SimulatedServices.Flux(service, _connections);
        await using var stream = Open(recognizer);

        stream.Append([.. FluxScene.Audio(1), .. SpokenSamples.Silence(0.4), .. FluxScene.Audio(1), .. SpokenSamples.Silence(1)]);
        var heard = await stream.TurnAsync();

        Assert.Equal(
            [
                (TurnHearing.Candidate, "Quiero una"),
                (TurnHearing.Resumed, "Quiero una"),
                (TurnHearing.Candidate, "Quiero una mesa para dos."),
                (TurnHearing.Ended, "Quiero una mesa para dos."),
            ],
            heard.Select(turn => (turn.Hearing, turn.Transcript.Text))
        );
    }

    [Fact]
    public async Task A_final_amid_the_turn_forces_its_end()
    {
        await using var service = await StartAsync();
        service.Script.Set("Quiero una mesa");
        using var recognizer = SimulatedServices.Flux(service, _connections);
        await using var stream = Open(recognizer);
        stream.Append(FluxScene.Audio(1));

        var final = await stream.DecodeFinalAsync(CancellationToken.None);
        var heard = Assert.Single(await stream.TurnAsync());

        Assert.Equal("Quiero una mesa", final.Text);
        Assert.Equal((TurnHearing.Ended, "Quiero una mesa"), (heard.Hearing, heard.Transcript.Text));
        Assert.Equal(["audio", "ForceEndTurn"], Assert.Single(service.Requests.All).Messages);
    }

    [Fact]
    public async Task A_connection_that_the_service_closes_while_nobody_speaks_is_open_again_for_the_next_utterance()
    {
        var time = new FakeTimeProvider();
        await using var service = await StartAsync(time);
        service.Script.Set("Hola.", "Adiós.");
        using var recognizer = SimulatedServices.Flux(service, _connections, time: time);
        var speaker = new object();
        await using var first = Open(recognizer, speaker);
        await using var next = Open(recognizer, speaker);
        first.Append([.. FluxScene.Audio(0.5), .. SpokenSamples.Silence(1)]);
        await first.TurnAsync();
        await first.DisposeAsync();

        await IdleUntilClosedAsync(service, time);
        await RequestAsync(service, request => request is { Ended: false, Status: 101 });
        next.Append([.. FluxScene.Audio(0.5), .. SpokenSamples.Silence(1)]);

        Assert.Equal("Adiós.", (await next.TurnAsync())[^1].Transcript.Text);
        Assert.Equal(2, service.Requests.All.Count);
    }

    public void Dispose() => _connections.Dispose();

    /// <summary>Whose candidates come after 200 ms of silence, ends after 700.</summary>
    private static Task<SimulatedDeepgram> StartAsync(TimeProvider? time = null) =>
        SimulatedServices.StartAsync(
            options => options with { EagerSilence = TimeSpan.FromMilliseconds(200), EndSilence = TimeSpan.FromMilliseconds(700) },
            time
        );

    private static ITurnTakingStream Open(DeepgramFluxRecognizer recognizer, object? speaker = null) =>
        (ITurnTakingStream)recognizer.OpenStream(RecognitionOptions.For("es") with { Speaker = speaker });

    /// <summary>The service may begin to count only after the time has passed: it passes until the service closes.</summary>
    private static async Task IdleUntilClosedAsync(SimulatedDeepgram service, FakeTimeProvider time)
    {
        for (var minutes = 0; minutes < 20; minutes++)
        {
            time.Advance(TimeSpan.FromSeconds(60));
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1));
            try
            {
                await service.Requests.FirstAsync(request => request.Ended, patience.Token);
                return;
            }
            catch (OperationCanceledException)
            {
                // It did not count yet.
            }
        }

        Assert.Fail("The service never closed the connection.");
    }

    private static async Task RequestAsync(SimulatedDeepgram service, Func<DeepgramRequest, bool> so)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await service.Requests.FirstAsync(so, patience.Token);
    }
}
