using LocalVoice.Core.Fallbacks;
using LocalVoice.Core.Sessions;
using LocalVoice.Engines;
using LocalVoice.Remote;
using LocalVoice.Testing.Fakes;

namespace LocalVoice.Core.Tests.SessionLoop.Backends;

/// <summary>A backend elsewhere fails in a turn, and one of this machine serves it.</summary>
public sealed class FallbackScenarios
{
    private static readonly SessionSettings Settings = new() { Extensions = true, Stages = new("cloud", "cloud", "cloud") };
    private readonly ScenarioEngines _cloud = ScenarioEngines.Elsewhere(voiceRateHz: 16_000, fallsBack: true);
    private readonly ScenarioEngines _local;

    public FallbackScenarios()
    {
        _local = new() { Others = { ["cloud"] = _cloud } };
        _cloud.Recognizer.Finals.Then("¿Qué hora es?");
        _local.Recognizer.Finals.Then("¿Qué hora es aquí?");
        _cloud.Chat.Replies.Then("Son las tres.");
        _local.Chat.Replies.Then("Son las dos.");
    }

    [Fact]
    public async Task A_turn_that_the_cloud_serves_says_so_and_names_no_failure()
    {
        await using var call = new SessionScenario(Settings, _local);

        Assert.Equal("Son las tres.", (await call.TakeTurnAsync()).Text);

        var timeline = (await call.ExpectAsync<TurnMeasured>()).Timeline;
        Assert.Equal(["cpu", "cloud", "cloud", "cloud"], timeline.Engines.Select(stage => stage.Engine.Device));
        Assert.All(timeline.Engines, stage => Assert.Null(stage.Use.Failed));
    }

    [Fact]
    public async Task A_recogniser_that_fails_is_replaced_within_the_turn()
    {
        await using var call = new SessionScenario(Settings, _local);
        _cloud.Recognizer.FinalFailure = new BackendException(BackendFault.Interrupted, "Gone.");

        await call.TakeTurnAsync();

        var transcribed = Assert.Single(call.Log.Of<InputTranscribed>());
        Assert.Equal("¿Qué hora es aquí?", transcribed.Transcript);
        Assert.True(transcribed.AudioDuration >= TimeSpan.FromMilliseconds(600));
        Assert.Equal("user: ¿Qué hora es aquí?", Assert.Single(_cloud.Chat.Requests).Prompt);
        await AssertReplacedAsync(call, "stt", BackendFault.Interrupted, TimeSpan.Zero);
    }

    [Fact]
    public async Task A_backend_that_was_replaced_is_one_line_and_one_count()
    {
        using var failures = new RecordedFailures();
        await using var call = new SessionScenario(Settings, _local, failures: failures);
        _cloud.Recognizer.FinalFailure = new BackendException(BackendFault.RateLimited, "Rumpelstiltskin said too much.");

        await call.TakeTurnAsync();
        await call.ExpectAsync<TurnMeasured>();

        Assert.Matches(
            $"^Warning: Session {call.Session.Id}: stt backend .* failed: RateLimited, after 0.000 s; .* served the turn$",
            Assert.Single(failures.Lines)
        );
        Assert.Equal(["localvoice.backends.replaced 1 stage=stt kind=RateLimited"], failures.Counts);
    }

    [Fact]
    public async Task A_language_model_that_says_nothing_in_time_is_replaced_within_the_turn()
    {
        await using var call = new SessionScenario(Settings, _local);
        _cloud.Chat.FirstWordHold.Engage();

        var ended = await call.TakeTurnAsync();

        Assert.Equal((ResponseStatus.Completed, "Son las dos."), (ended.Outcome.Status, ended.Text));
        await AssertReplacedAsync(call, "llm", BackendFault.Stalled, FallbackOptions.Default.Within);
        await _cloud.Chat.Cancelled.ReachesAsync(1);
    }

    [Fact]
    public async Task A_voice_that_breaks_off_says_the_clause_anew_in_the_other()
    {
        await using var call = new SessionScenario(Settings, _local);
        _cloud.Synthesizer.ChunksBeforeFailure = 2;
        _cloud.Synthesizer.Failure = new BackendException(BackendFault.ServiceError, "It failed.");

        var ended = await call.TakeTurnAsync();

        Assert.Equal((ResponseStatus.Completed, "Son las tres."), (ended.Outcome.Status, ended.Text));
        Assert.Equal((200 + 650) * 24, call.Log.Of<ResponseAudio>().Sum(frame => frame.Samples.Length));
        await AssertReplacedAsync(call, "tts", BackendFault.ServiceError, TimeSpan.Zero);
    }

    [Fact]
    public async Task A_model_that_fails_in_mid_answer_fails_it_and_what_was_said_stays()
    {
        await using var call = new SessionScenario(Settings, _local);
        await call.TakeTurnAsync();
        _cloud.Chat.WordsBeforeFailure = 5;
        _cloud.Chat.Failure = new BackendException(BackendFault.Interrupted, "Gone.");
        _cloud.Chat.Replies.Then("Uno dos tres cuatro. Cinco seis.");

        // The failure comes once the clause before it is heard.
        _cloud.Chat.WordsBeforeHold = 5;
        _cloud.Chat.LaterWordsHold.Engage();
        await call.SayAsync(600);
        await call.PauseUntilAsync<ResponseAudio>();
        _cloud.Chat.LaterWordsHold.Release();
        var ended = await call.PauseUntilAsync<ResponseEnded>();

        Assert.Equal(ResponseStatus.Failed, ended.Outcome.Status);
        Assert.StartsWith(ended.Text, "Uno dos tres cuatro. Cinco seis.", StringComparison.Ordinal);
        Assert.NotEqual("", (await call.CommandAsync<ItemRetrieved>(new RetrieveItem(ended.ItemId))).Item.Text);
        Assert.Empty(_local.Chat.Requests);
    }

    [Fact]
    public async Task A_service_that_asks_to_be_left_alone_is_not_asked_in_the_next_turn()
    {
        await using var call = new SessionScenario(Settings, _local);
        _cloud.Chat.Failure = new BackendException(BackendFault.RateLimited, "Too many.", TimeSpan.FromHours(1));
        await call.TakeTurnAsync();
        _cloud.Chat.Failure = null;

        Assert.Equal("Son las dos.", (await call.TakeTurnAsync()).Text);

        Assert.Single(_cloud.Chat.Requests);
        await call.ExpectAsync<TurnMeasured>();
        Assert.Equal(
            [BackendFault.RateLimited, BackendFault.CircuitOpen],
            call.Log.Of<TurnMeasured>().Select(measured => Of(measured, "llm").Use.Failed!.Fault)
        );
    }

    [Fact]
    public async Task Speech_over_the_agent_is_not_held_against_the_cloud()
    {
        await using var call = new SessionScenario(new() { Stages = Settings.Stages }, _local);
        _cloud.Chat.FirstWordHold.Engage();
        for (var i = 1; i <= 3; i++)
        {
            await call.CommandAsync<ResponseStarted>(new CreateResponse(new()));
            await _cloud.Chat.Begun.ReachesAsync(i);
            await call.CommandAsync<ResponseEnded>(new CancelResponse(null));
        }

        _cloud.Chat.FirstWordHold.Release();

        Assert.Equal("Son las tres.", (await call.CommandAsync<ResponseEnded>(new CreateResponse(new()))).Text);
        Assert.Empty(_local.Chat.Requests);
    }

    [Fact]
    public async Task When_nobody_can_serve_it_the_response_fails_and_the_session_goes_on()
    {
        await using var call = new SessionScenario(Settings, _local);
        _cloud.Chat.Failure = new BackendException(BackendFault.Unreachable, "No network.");
        _local.Chat.Failure = new EngineException("No model.");

        Assert.Equal(ResponseStatus.Failed, (await call.TakeTurnAsync()).Outcome.Status);

        (_cloud.Chat.Failure, _local.Chat.Failure) = (null, null);
        Assert.Equal(ResponseStatus.Completed, (await call.TakeTurnAsync()).Outcome.Status);
    }

    [Fact]
    public async Task The_streams_of_both_are_closed_at_the_end()
    {
        var call = new SessionScenario(Settings, _local);
        _cloud.Recognizer.FinalFailure = new BackendException(BackendFault.Interrupted, "Gone.");
        await call.TakeTurnAsync();

        await call.DisposeAsync();

        Assert.NotEmpty(_local.Recognizer.Streams);
        Assert.All(_cloud.Recognizer.Streams.Concat(_local.Recognizer.Streams), stream => Assert.True(stream.Closed));
        Assert.Null(await call.Log.Completed);
    }

    private static async Task AssertReplacedAsync(SessionScenario call, string stage, BackendFault fault, TimeSpan atLeast)
    {
        var measured = await call.ExpectAsync<TurnMeasured>();
        Assert.Equal(
            [("vad", "cpu"), ("stt", Device("stt")), ("llm", Device("llm")), ("tts", Device("tts"))],
            measured.Timeline.Engines.Select(served => (served.Engine.Stage, served.Engine.Device))
        );
        var failed = Of(measured, stage).Use.Failed!;
        Assert.Equal((stage, "cloud", fault), (failed.Engine.Stage, failed.Engine.Device, failed.Fault));
        Assert.True(failed.After >= atLeast);
        Assert.Single(measured.Timeline.Engines, served => served.Use.Failed is not null);

        string Device(string other) => other == stage ? "cpu" : "cloud";
    }

    private static ServedStage Of(TurnMeasured measured, string stage) =>
        measured.Timeline.Engines.Single(served => served.Engine.Stage == stage);
}
