using LocalVoice.Core.Pipeline;
using LocalVoice.Core.SessionLoop;
using LocalVoice.Core.Sessions;
using LocalVoice.Core.Text;
using LocalVoice.Core.Turns;
using LocalVoice.Engines;
using LocalVoice.Testing.Fakes;
using Microsoft.Extensions.Logging.Abstractions;

namespace LocalVoice.Core.Tests.SessionLoop;

public sealed class SessionLifeScenarios
{
    [Fact]
    public async Task Disposal_stops_everything_and_gives_everything_back()
    {
        var engines = new ScenarioEngines { Prefill = new() };
        var call = new SessionScenario(engines: engines);
        call.Recognizer.Finals.Then("Hola.");
        call.Chat.Replies.Then("Uno, dos y tres.");
        call.Chat.LaterWordsHold.Engage();
        await call.SayAsync(600);
        await call.PauseUntilAsync<ResponseStarted>();
        await call.Chat.Begun.ReachesAsync(1);

        await call.DisposeAsync();

        Assert.Equal(1, call.Chat.Cancelled.Count);
        Assert.Equal([call.Session.Id], engines.Prefill.Released);
        Assert.True(call.Recognizer.Streams[0].Closed);
        Assert.True(engines.VoiceActivity.Created[0].Disposed);
        Assert.Null(await call.Log.Completed);
    }

    [Fact]
    public async Task Disposal_waits_for_a_decode_that_is_slow_to_stop_before_it_closes_the_stream()
    {
        var call = new SessionScenario();
        call.Recognizer.FinalHold.Engage();
        await call.SayAsync(300);
        await call.PauseAsync(100);
        await call.SayAsync(300);
        await call.PauseAsync(100);
        Assert.Equal(2, call.Recognizer.FinalDecodes.Count);

        await call.DisposeAsync();

        Assert.Equal(2, call.Recognizer.Cancelled.Count);
        Assert.All(call.Recognizer.Streams, stream => Assert.True(stream.Closed));
    }

    [Fact]
    public async Task What_comes_after_the_end_is_dropped_quietly()
    {
        var call = new SessionScenario();
        await call.DisposeAsync();
        await call.Session.DisposeAsync();

        await call.Session.AppendAudioAsync(new byte[960], CancellationToken.None);
        await call.Session.SendAsync(new CommitInput(), CancellationToken.None);

        Assert.Empty(call.Log.All);
    }

    [Fact]
    public async Task A_session_ends_though_its_engines_fail_on_the_way_out()
    {
        var engines = new ScenarioEngines { Prefill = new() { Failure = new InvalidOperationException("prefill") } };
        var call = new SessionScenario(engines: engines);
        call.Recognizer.Finals.ThenFail(new InvalidOperationException("final"));
        call.Recognizer.Interims.ThenFail(new InvalidOperationException("interim"));
        await call.SayAsync(600);
        await call.PauseAsync(100);

        await call.DisposeAsync();

        Assert.Null(await call.Log.Completed);
        Assert.Single(engines.Prefill.Released);
    }

    [Fact]
    public async Task A_response_whose_long_prompt_is_read_does_not_hold_up_the_session()
    {
        await using var call = new SessionScenario();
        call.Chat.Replies.Then("Hola.");
        call.Chat.Reading.Reset();

        await call.CommandAsync<ResponseStarted>(new CreateResponse(new()));
        await call.SettleAsync();

        Assert.Empty(call.Chat.Requests);
        call.Chat.Reading.Set();
        Assert.Equal("Hola.", (await call.PauseUntilAsync<ResponseEnded>()).Text);
    }

    [Fact]
    public async Task A_language_model_that_reads_a_long_prompt_does_not_hold_up_the_session()
    {
        using var prefill = new FakePromptPrefill();
        prefill.Reading.Reset();
        await using var call = new SessionScenario(engines: new() { Prefill = prefill });

        await call.SayAsync(100);
        await call.SettleAsync();

        Assert.Empty(prefill.Prompts);
        prefill.Reading.Set();
        await prefill.Begun.ReachesAsync(1);
    }

    [Fact]
    public async Task A_detector_that_fails_ends_the_session_with_its_failure()
    {
        var call = new SessionScenario();
        call.Engines.VoiceActivity.Judge = _ => throw new EngineException("No detector.");

        await call.SayAsync(100);

        Assert.Equal("No detector.", (await call.Log.Completed)?.Message);
        await call.DisposeAsync();
    }

    [Fact]
    public void A_session_in_an_unknown_language_does_not_open()
    {
        var engines = new ScenarioEngines();
        engines.Recognizer.UnknownLanguages.Add("xx");

        Assert.Throws<EngineException>(() => new SessionScenario(new() { Language = "xx" }, engines));
    }

    [Fact]
    public async Task A_client_that_does_not_read_stalls_its_own_session_only_and_can_still_be_closed()
    {
        var engines = new ScenarioEngines();
        var factory = new VoiceSessionFactory(
            engines.ToCatalog(),
            new PipelineOptions(),
            SpokenTextPreparations.WithoutLexicons,
            IdleResources.For(new(), TimeProvider.System),
            TimeProvider.System,
            NullLogger<VoiceSessionFactory>.Instance
        );
        var stalled = factory.Open(new());
        using var patience = new CancellationTokenSource();
        var sent = 0;
        var flood = Task.Run(async () =>
        {
            while (true)
            {
                await stalled.SendAsync(new RetrieveItem("x"), patience.Token);
                Interlocked.Increment(ref sent);
            }
        });
        await using (var other = new SessionScenario(engines: engines))
        {
            other.Recognizer.Finals.Then("Hola.");
            Assert.Equal(ResponseStatus.Completed, (await other.TakeTurnAsync()).Outcome.Status);
        }

        Assert.InRange(Volatile.Read(ref sent), 0, PipelineLimits.Events + PipelineLimits.Inbox + 2);
        await stalled.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(5));
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => flood);
    }

    [Fact]
    public async Task Audio_of_clients_with_extensions_is_never_more_than_300_ms_ahead()
    {
        await using var call = new SessionScenario(new() { Extensions = true });
        call.Recognizer.Finals.Then("Hola.");
        call.Chat.Replies.Then("Uno dos tres cuatro cinco seis siete ocho nueve diez.");

        await call.SayAsync(600);
        await call.PauseUntilAsync<ResponseStarted>();
        var begin = call.Time.GetTimestamp();
        for (var i = 0; i < 50; i++)
        {
            await call.PauseAsync(20);
            var sent = call.Log.Of<ResponseAudio>().Sum(frame => frame.Samples.Length) / 24_000.0;
            Assert.InRange(sent, 0, call.Time.GetElapsedTime(begin).TotalSeconds + 0.340);
        }

        // And it goes on with the clock.
        while ((await call.PauseUntilAsync<ResponseAudio>()).FirstSample < 2 * 24_000) { }
    }
}
