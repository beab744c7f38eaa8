using LocalVoice.Chat;
using LocalVoice.Core.Sessions;
using LocalVoice.Testing.Fakes;

namespace LocalVoice.Core.Tests.SessionLoop;

public sealed class TurnScenarios
{
    private static readonly SessionSettings Extended = new() { Extensions = true };

    [Fact]
    public async Task A_turn_tells_everything_in_order()
    {
        await using var call = new SessionScenario();
        call.Recognizer.Finals.Then("¿Qué hora es?");
        call.Chat.Replies.Then("Son las tres.");

        await call.SayAsync(600);
        var ended = await call.PauseUntilAsync<ResponseEnded>();

        Assert.Equal(ResponseOutcome.Completed, ended.Outcome);
        Assert.Equal("Son las tres.", ended.Text);
        Assert.Equal(
            "SpeechStarted SpeechStopped InputCommitted ItemAdded InputTranscribed ResponseCreated ResponseStarted ResponseText "
                + "ResponseAudio ResponseEnded",
            call.Log.Story
        );
    }

    [Fact]
    public async Task The_last_audio_says_that_it_is_the_last_and_positions_are_gapless()
    {
        await using var call = new SessionScenario();
        call.Recognizer.Finals.Then("¿Qué hora es?");
        call.Chat.Replies.Then("Son las tres.");

        await call.TakeTurnAsync();

        var audio = call.Log.Of<ResponseAudio>();
        Assert.Equal(Enumerable.Repeat(false, audio.Count - 1).Append(true), audio.Select(frame => frame.Last));
        Assert.All(
            audio.Zip(audio.Skip(1)),
            pair => Assert.Equal(pair.First.FirstSample + pair.First.Samples.Length, pair.Second.FirstSample)
        );
        Assert.Equal("Son las tres.".Length * 1200, audio.Sum(frame => frame.Samples.Length));
    }

    [Fact]
    public async Task The_model_is_asked_with_the_instructions_and_the_whole_conversation()
    {
        await using var call = new SessionScenario(new() { Instructions = "Sé breve.", Language = "es" });
        call.Recognizer.Finals.Then("Hola.", "Adiós.");
        call.Chat.Replies.Then("Buenas.", "Hasta luego.");

        await call.TakeTurnAsync();
        await call.TakeTurnAsync();

        Assert.Equal("system: Sé breve.\nuser: Hola.\nassistant: Buenas.\nuser: Adiós.", call.Chat.Requests[^1].Prompt);
        Assert.Equal(call.Session.Id, call.Chat.Requests[^1].Options?.ConversationId);
    }

    [Fact]
    public async Task Work_done_in_the_silence_is_kept_when_only_silence_follows()
    {
        await using var call = new SessionScenario(Extended);
        call.Recognizer.Finals.Then("¿Qué hora es?");
        call.Chat.Replies.Then("Son las tres.");

        await call.SayAsync(600);
        await call.PauseAsync(140);
        await call.Synthesizer.ChunksTaken.ReachesAsync(1);
        Assert.Empty(call.Log.Of<SpeechStopped>());
        await call.PauseUntilAsync<ResponseEnded>();

        Assert.Equal(1, call.Recognizer.FinalDecodes.Count);
        Assert.Equal(ChatPriority.Speculation, Assert.Single(call.Chat.Requests).Priority);
        var timeline = (await call.ExpectAsync<TurnMeasured>()).Timeline;
        Assert.Equal((1, 0), (timeline.SpeculationsUsed, timeline.SpeculationsWasted));
        Assert.True(timeline.Marks[TurnMark.FirstAudioReady] < timeline.Marks[TurnMark.Decision]);
        Assert.InRange(timeline.Marks[TurnMark.Decision].TotalMilliseconds, 200, 240);
        Assert.InRange(timeline.LastVoicedAudio!.Value.TotalMilliseconds, 570, 630);
    }

    [Fact]
    public async Task Speech_that_goes_on_voids_the_work_done_in_the_pause()
    {
        await using var call = new SessionScenario(Extended);
        call.Recognizer.Finals.Then("¿Qué hora es", "¿Qué hora es en Valencia?");
        call.Chat.Replies.Then("Nadie lo oye.", "Las tres.");

        await call.SayAsync(600);
        await call.PauseAsync(140);
        await call.Synthesizer.Begun.ReachesAsync(1);
        await call.SayAsync(400);
        var ended = await call.PauseUntilAsync<ResponseEnded>();

        Assert.Equal("Las tres.", ended.Text);
        Assert.Equal(["user: ¿Qué hora es", "user: ¿Qué hora es en Valencia?"], call.Chat.Requests.Select(request => request.Prompt));
        Assert.Single(call.Log.Of<SpeechStarted>());
        Assert.Single(call.Log.Of<ResponseStarted>());
        Assert.DoesNotContain(call.Log.Of<ResponseText>(), text => text.Delta.Contains("Nadie", StringComparison.Ordinal));
        var timeline = (await call.ExpectAsync<TurnMeasured>()).Timeline;
        Assert.Equal((1, 1), (timeline.SpeculationsUsed, timeline.SpeculationsWasted));
    }

    [Fact]
    public async Task The_final_transcript_hears_the_utterance_with_its_pre_roll_once()
    {
        await using var call = new SessionScenario();
        call.Recognizer.Finals.Then("Hola.");

        await call.PauseAsync(1000);
        await call.SayAsync(600);
        await call.PauseUntilAsync<InputTranscribed>();

        var started = Assert.Single(call.Log.Of<SpeechStarted>());
        Assert.InRange(started.AudioStart.TotalMilliseconds, 640, 720);
        Assert.InRange(
            call.Recognizer.Streams[0].LastDecoded.TotalMilliseconds,
            1600 - started.AudioStart.TotalMilliseconds + 40,
            1600 - started.AudioStart.TotalMilliseconds + 120
        );
    }

    [Fact]
    public async Task Nothing_understood_is_no_turn_and_gets_no_answer()
    {
        await using var call = new SessionScenario();
        call.Recognizer.Finals.Then("", "Hola.");

        await call.SayAsync(300);
        await call.PauseUntilAsync<SpeechStopped>();
        await call.PauseAsync(500);

        Assert.Equal("SpeechStarted SpeechStopped", call.Log.Story);
        Assert.Empty(call.Chat.Requests);
        await call.TakeTurnAsync();
        Assert.Equal("user: Hola.", call.Chat.Requests[0].Prompt);
    }

    [Fact]
    public async Task A_recogniser_that_fails_costs_the_turn_and_not_the_session()
    {
        await using var call = new SessionScenario();
        call.Recognizer.Finals.ThenFail(new InvalidOperationException("first"))
            .ThenFail(new InvalidOperationException("second"))
            .Then("Hola.");

        await call.SayAsync(600);
        var failed = await call.PauseUntilAsync<InputTranscriptionFailed>();
        Assert.Equal(
            ("transcription_failed", $"The speech recogniser failed. The server's log says more under {failed.ItemId}."),
            (failed.Code, failed.Message)
        );

        Assert.Equal(ResponseStatus.Completed, (await call.TakeTurnAsync()).Outcome.Status);
        Assert.Equal("user: Hola.", Assert.Single(call.Chat.Requests).Prompt);
    }

    [Fact]
    public async Task A_model_that_fails_fails_the_response_and_not_the_session()
    {
        await using var call = new SessionScenario();
        call.Recognizer.Finals.Then("Hola.");
        call.Chat.Failure = new LocalVoice.Engines.EngineException("The model is gone.");

        var failed = await call.TakeTurnAsync();

        Assert.Equal(
            new(
                ResponseStatus.Failed,
                ResponseEndReason.Error,
                $"The language model failed. The server's log says more under {failed.ResponseId}.",
                "response_failed"
            ),
            failed.Outcome
        );
        call.Chat.Failure = null;
        call.Chat.Replies.Then("Ya estoy.");
        Assert.Equal("Ya estoy.", (await call.TakeTurnAsync()).Text);
    }

    [Fact]
    public async Task A_speculation_that_fails_is_tried_again_once_the_turn_is_decided()
    {
        using var failures = new RecordedFailures();
        await using var call = new SessionScenario(failures: failures);
        call.Recognizer.Finals.Then("Hola.");
        call.Chat.Replies.Then("Buenas.");
        call.Chat.Failure = new InvalidOperationException();

        await call.SayAsync(600);
        await call.PauseAsync(100);
        await failures.Log.Logged.ReachesAsync(1);
        await call.SettleAsync();

        call.Chat.Failure = null;
        var ended = await call.PauseUntilAsync<ResponseEnded>();

        Assert.Equal(ResponseOutcome.Completed, ended.Outcome);
        Assert.Equal([ChatPriority.Speculation, ChatPriority.DecidedTurn], call.Chat.Requests.Select(request => request.Priority));
    }

    [Fact]
    public async Task A_fixed_silence_is_honoured_exactly()
    {
        await using var call = new SessionScenario(
            new() { Extensions = true, TurnDetection = TurnDetection.Server(TimeSpan.FromMilliseconds(700)) }
        );
        call.Recognizer.Finals.Then("Hola.");

        await call.SayAsync(600);
        await call.PauseUntilAsync<TurnMeasured>();

        var timeline = call.Log.Of<TurnMeasured>()[0].Timeline;
        Assert.InRange(timeline.Marks[TurnMark.Decision].TotalMilliseconds, 700, 730);
    }

    [Fact]
    public async Task The_sequential_pipeline_does_one_thing_after_the_other()
    {
        await using var call = new SessionScenario(
            new()
            {
                Extensions = true,
                Pipeline = PipelineMode.Sequential,
                TurnDetection = TurnDetection.Server(TimeSpan.FromMilliseconds(600)),
            }
        );
        call.Recognizer.Finals.Then("Hola.");
        call.Chat.Replies.Then("Buenas tardes. ¿En qué puedo ayudarle?");

        await call.SayAsync(600);
        await call.PauseUntilAsync<SpeechStopped>();
        await call.PauseUntilAsync<ResponseEnded>();

        Assert.Equal("Buenas tardes. ¿En qué puedo ayudarle?", Assert.Single(call.Synthesizer.Requests).Text);
        Assert.Equal(ChatPriority.DecidedTurn, Assert.Single(call.Chat.Requests).Priority);
        Assert.Equal(0, call.Recognizer.InterimDecodes.Count);
        var marks = (await call.ExpectAsync<TurnMeasured>()).Timeline.Marks;
        Assert.True(
            marks[TurnMark.Decision] <= marks[TurnMark.FinalTranscript] && marks[TurnMark.FinalTranscript] <= marks[TurnMark.LlmRequest]
        );
    }

    [Fact]
    public async Task Interims_reach_clients_with_extensions_and_the_cache()
    {
        var engines = new ScenarioEngines { Prefill = new() };
        await using var call = new SessionScenario(Extended, engines);
        call.Recognizer.Interims.Then(new LocalVoice.Speech.InterimTranscript("¿Qué", " hora"));

        // What is stable while the first prefill still runs is left to the next interim.
        for (var spoken = 0; spoken < 20 && engines.Prefill.Begun.Count < 2; spoken++)
        {
            await call.SayAsync(1000);
        }

        Assert.Equal("¿Qué hora", (await call.ExpectAsync<InterimTranscribed>()).Transcript.Text);
        await engines.Prefill.Begun.ReachesAsync(2);
        Assert.Equal(["", "¿Qué"], engines.Prefill.Prompts.Take(2));
    }

    [Fact]
    public async Task A_prefill_is_for_the_prompt_of_the_response_that_follows_it()
    {
        var engines = new ScenarioEngines { Prefill = new() };
        await using var call = new SessionScenario(Extended with { MaxOutputTokens = 700 }, engines);
        call.Recognizer.Interims.Then(new LocalVoice.Speech.InterimTranscript("¿Qué", " hora"));
        call.Recognizer.Finals.Then("¿Qué hora es?");
        call.Chat.Replies.Then("Las dos.");

        await call.TakeTurnAsync();

        var response = call.Chat.Requests[^1].Options!;
        Assert.Equal(700, response.MaxOutputTokens);
        Assert.All(
            engines.Prefill.Options,
            prefill => Assert.Equal((response.ConversationId, response.MaxOutputTokens), (prefill.ConversationId, prefill.MaxOutputTokens))
        );
    }
}
