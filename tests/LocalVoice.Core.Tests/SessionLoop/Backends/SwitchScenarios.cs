using LocalVoice.Core.Sessions;
using LocalVoice.Testing.Fakes;

namespace LocalVoice.Core.Tests.SessionLoop.Backends;

/// <summary>A session takes other backends while it lives.</summary>
public sealed class SwitchScenarios
{
    private static readonly SessionSettings Extended = new() { Extensions = true };
    private static readonly StageNames Cloud = new("cloud", "cloud", "cloud");
    private readonly ScenarioEngines _cloud = ScenarioEngines.Elsewhere(voiceRateHz: 16_000);
    private readonly ScenarioEngines _local;

    public SwitchScenarios() => _local = new() { Prefill = new(), Others = { ["cloud"] = _cloud } };

    [Fact]
    public async Task The_conversation_goes_on_whoever_serves_it()
    {
        await using var call = new SessionScenario(Extended, _local);
        _local.Recognizer.Finals.Then("Uno.", "Tres.");
        _local.Chat.Replies.Then("Primero.", "Tercero.");
        _cloud.Recognizer.Finals.Then("Dos.");
        _cloud.Chat.Replies.Then("Segundo.");

        await call.TakeTurnAsync();
        await SwitchAsync(call, Cloud);
        await call.TakeTurnAsync();
        await SwitchAsync(call, StageNames.AllLocal);
        await call.TakeTurnAsync();

        Assert.Equal("user: Uno.\nassistant: Primero.\nuser: Dos.", Assert.Single(_cloud.Chat.Requests).Prompt);
        Assert.Equal("user: Uno.\nassistant: Primero.\nuser: Dos.\nassistant: Segundo.\nuser: Tres.", _local.Chat.Requests[^1].Prompt);
        await call.ExpectAsync<TurnMeasured>();
        Assert.Equal(
            ["vad cpu, stt cpu, llm cpu, tts cpu", "vad cpu, stt cloud, llm cloud, tts cloud", "vad cpu, stt cpu, llm cpu, tts cpu"],
            call.Log.Of<TurnMeasured>().Select(Served)
        );
    }

    [Fact]
    public async Task A_voice_of_another_rate_is_heard_at_the_clients()
    {
        await using var call = new SessionScenario(Extended, _local);
        await SwitchAsync(call, StageNames.AllLocal with { Tts = "cloud" });
        _local.Chat.Replies.Then("Son las tres.");

        await call.CommandAsync<ResponseStarted>(new CreateResponse(new()));
        await call.PauseUntilAsync<ResponseEnded>();

        Assert.Equal("Son las tres.".Length * 1200, call.Log.Of<ResponseAudio>().Sum(frame => frame.Samples.Length));
        Assert.Empty(_local.Synthesizer.Requests);
    }

    [Fact]
    public async Task One_stage_changes_without_the_others()
    {
        await using var call = new SessionScenario(Extended, _local);
        await SwitchAsync(call, StageNames.AllLocal with { Llm = "cloud" });
        _local.Recognizer.Finals.Then("Hola.");
        _cloud.Chat.Replies.Then("Buenas.");

        Assert.Equal("Buenas.", (await call.TakeTurnAsync()).Text);

        Assert.Equal("vad cpu, stt cpu, llm cloud, tts cpu", Served(await call.ExpectAsync<TurnMeasured>()));
        Assert.Empty(_local.Chat.Requests);
    }

    [Fact]
    public async Task What_the_user_is_saying_stays_where_it_began_and_the_next_utterance_goes_elsewhere()
    {
        await using var call = new SessionScenario(Extended, _local);
        _local.Recognizer.Finals.Then("Empezado aquí.");
        _cloud.Recognizer.Finals.Then("Empezado allí.");
        _cloud.Chat.Replies.Then("Bien.");

        await call.SayAsync(400);
        await SwitchAsync(call, Cloud);
        await call.SayAsync(400);
        var ended = await call.PauseUntilAsync<ResponseEnded>();
        await call.PauseAsync(ended.Usage.AudioDuration);

        var first = Assert.Single(call.Log.Of<InputTranscribed>());
        Assert.Equal("Empezado aquí.", first.Transcript);
        Assert.InRange(first.AudioDuration.TotalMilliseconds, 800, 1000);
        await call.TakeTurnAsync();
        await call.ExpectAsync<TurnMeasured>();
        Assert.Equal("Empezado allí.", call.Log.Of<InputTranscribed>()[^1].Transcript);
        Assert.Equal(
            ["vad cpu, stt cpu, llm cloud, tts cloud", "vad cpu, stt cloud, llm cloud, tts cloud"],
            call.Log.Of<TurnMeasured>().Select(Served)
        );
    }

    [Fact]
    public async Task A_response_goes_on_in_the_voice_in_which_it_began()
    {
        await using var call = new SessionScenario(Extended, _local);
        _local.Recognizer.Finals.Then("Cuenta.");
        _local.Chat.Replies.Then("Uno dos tres cuatro. Cinco seis siete ocho.");
        _local.Chat.WordsBeforeHold = 5;
        _local.Chat.LaterWordsHold.Engage();
        await call.SayAsync(600);
        await call.PauseUntilAsync<ResponseAudio>();

        await SwitchAsync(call, Cloud);
        _local.Chat.LaterWordsHold.Release();
        var ended = await call.PauseUntilAsync<ResponseEnded>();

        Assert.Equal((ResponseStatus.Completed, "Uno dos tres cuatro. Cinco seis siete ocho."), (ended.Outcome.Status, ended.Text));
        Assert.EndsWith("ocho.", _local.Synthesizer.Requests[^1].Text, StringComparison.Ordinal);
        Assert.Empty(_cloud.Synthesizer.Requests);
        Assert.Equal("vad cpu, stt cpu, llm cpu, tts cpu", Served(await call.ExpectAsync<TurnMeasured>()));
    }

    [Fact]
    public async Task Work_begun_in_the_pause_is_begun_anew_by_the_model_that_is_chosen_then()
    {
        await using var call = new SessionScenario(Extended, _local);
        _local.Recognizer.Finals.Then("Hola.");
        _cloud.Chat.Replies.Then("Desde allí.");
        _local.Chat.FirstWordHold.Engage();
        await call.SayAsync(600);
        await call.PauseAsync(100);
        await _local.Chat.Begun.ReachesAsync(1);

        await SwitchAsync(call, Cloud);

        Assert.Equal("Desde allí.", (await call.PauseUntilAsync<ResponseEnded>()).Text);
        await _local.Chat.Cancelled.ReachesAsync(1);
    }

    [Fact]
    public async Task A_backend_that_there_is_not_is_refused_and_changes_nothing()
    {
        await using var call = new SessionScenario(Extended, _local);
        _local.Recognizer.Finals.Then("Hola.");

        var failed = await call.CommandAsync<CommandFailed>(
            new UpdateSettings(call.Settings with { Stages = Cloud with { Tts = "nimbus" }, Instructions = "Grita." }) { EventId = "e" }
        );

        Assert.Equal(
            ("invalid_value", "e", "There is no backend 'nimbus' for tts; there are cloud, local."),
            (failed.Code, failed.EventId, failed.Message)
        );
        await AssertNothingChangedAsync(call);
    }

    [Fact]
    public async Task A_recogniser_that_does_not_know_the_language_is_refused_and_changes_nothing()
    {
        _cloud.Recognizer.UnknownLanguages.Add("es");
        await using var call = new SessionScenario(Extended, _local);
        _local.Recognizer.Finals.Then("Hola.");

        var failed = await call.CommandAsync<CommandFailed>(
            new UpdateSettings(call.Settings with { Stages = Cloud, Instructions = "Grita." })
        );

        Assert.Equal("invalid_value", failed.Code);
        await AssertNothingChangedAsync(call);
    }

    [Fact]
    public void A_session_does_not_open_on_a_backend_that_there_is_not() =>
        Assert.Throws<LocalVoice.Engines.EngineException>(() =>
            new SessionScenario(new() { Stages = Cloud with { Stt = "nimbus" } }, _local)
        );

    [Fact]
    public async Task The_prompt_cache_is_released_when_the_model_is_left_and_filled_when_it_is_taken_again()
    {
        var prefill = _local.Prefill!;
        var call = new SessionScenario(Extended, _local);
        await prefill.Begun.ReachesAsync(1);

        await SwitchAsync(call, StageNames.AllLocal with { Tts = "cloud" });
        Assert.Empty(prefill.Released);
        await SwitchAsync(call, Cloud);
        Assert.Equal([call.Session.Id], prefill.Released);
        await SwitchAsync(call, StageNames.AllLocal);

        await prefill.Begun.ReachesAsync(2);
        Assert.Single(prefill.Released);
        await call.DisposeAsync();
        Assert.Equal([call.Session.Id, call.Session.Id], prefill.Released);
    }

    [Fact]
    public async Task A_prompt_cache_that_a_late_response_filled_again_is_released_at_the_end()
    {
        var prefill = _local.Prefill!;
        var call = new SessionScenario(Extended, _local);
        _local.Chat.FirstWordHold.Engage();
        await call.CommandAsync<ResponseStarted>(new CreateResponse(new()));
        await SwitchAsync(call, Cloud);
        var releasedBefore = prefill.Released.Count;

        await call.DisposeAsync();

        Assert.True(prefill.Released.Count > releasedBefore);
    }

    [Fact]
    public async Task A_prefill_under_way_stops_when_the_model_is_left()
    {
        var prefill = _local.Prefill!;
        prefill.Hold.Engage();
        await using var call = new SessionScenario(Extended, _local);
        await prefill.Begun.ReachesAsync(1);

        await SwitchAsync(call, Cloud);

        await prefill.Cancelled.ReachesAsync(1);
    }

    [Fact]
    public async Task Every_stream_is_closed_once_the_session_is_over()
    {
        var call = new SessionScenario(Extended, _local);
        for (var i = 0; i < 3; i++)
        {
            await SwitchAsync(call, Cloud);
            await call.SayAsync(300);
            await SwitchAsync(call, StageNames.AllLocal);
            await call.SayAsync(300);
            await call.PauseUntilAsync<SpeechStopped>();
        }

        await call.DisposeAsync();

        Assert.True(_local.Recognizer.Streams.Count > 3 && _cloud.Recognizer.Streams.Count > 3);
        Assert.All(_local.Recognizer.Streams.Concat(_cloud.Recognizer.Streams), stream => Assert.True(stream.Closed));
    }

    [Fact]
    public async Task A_recogniser_that_cannot_close_a_stream_does_not_keep_the_session_from_leaving_it()
    {
        var call = new SessionScenario(Extended, _local);
        _local.Recognizer.ClosingFailure = new LocalVoice.Engines.EngineException("It does not close.");
        _cloud.Recognizer.Finals.Then("Hola.");

        await SwitchAsync(call, Cloud);

        Assert.Equal(ResponseStatus.Completed, (await call.TakeTurnAsync()).Outcome.Status);
        Assert.Equal("Hola.", Assert.Single(call.Log.Of<InputTranscribed>()).Transcript);
        await call.DisposeAsync();
    }

    private async Task AssertNothingChangedAsync(SessionScenario call)
    {
        await call.TakeTurnAsync();
        Assert.Equal("vad cpu, stt cpu, llm cpu, tts cpu", Served(await call.ExpectAsync<TurnMeasured>()));
        Assert.Equal("user: Hola.", _local.Chat.Requests[^1].Prompt);
        Assert.Empty(call.Log.Of<SettingsUpdated>());
        Assert.Empty(_local.Prefill!.Released);
        Assert.Equal(0, ((FakeRemoteSynthesizer)_cloud.Synthesizer).Remote.Prepared.Count);
    }

    private static Task<SettingsUpdated> SwitchAsync(SessionScenario call, StageNames stages) =>
        call.CommandAsync<SettingsUpdated>(new UpdateSettings(call.Settings with { Stages = stages }));

    private static string Served(TurnMeasured turn) =>
        string.Join(", ", turn.Timeline.Engines.Select(stage => $"{stage.Engine.Stage} {stage.Engine.Device}"));
}
