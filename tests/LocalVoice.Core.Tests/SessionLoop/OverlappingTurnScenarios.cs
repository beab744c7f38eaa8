using LocalVoice.Core.Sessions;
using LocalVoice.Testing.Fakes;

namespace LocalVoice.Core.Tests.SessionLoop;

/// <summary>The user speaks, or the client commands, while an earlier turn is still being worked on.</summary>
public sealed class OverlappingTurnScenarios
{
    private static readonly TurnDetection Quick = TurnDetection.Server(TimeSpan.FromMilliseconds(200));

    [Fact]
    public async Task A_decided_turn_is_transcribed_whole_though_the_client_takes_over()
    {
        await using var call = new SessionScenario(new() { TurnDetection = Quick });
        call.Recognizer.FinalHold.Engage();
        call.Recognizer.Finals.Then("Hola.");
        await call.SayAsync(900);
        await call.PauseUntilAsync<SpeechStopped>();

        await call.CommandAsync<SettingsUpdated>(new UpdateSettings(call.Settings with { TurnDetection = TurnDetection.Manual }));
        await call.SayAsync(1000);
        call.Recognizer.FinalHold.Release();

        Assert.InRange((await call.ExpectAsync<InputTranscribed>()).AudioDuration.TotalMilliseconds, 950, 1500);
    }

    [Fact]
    public async Task A_decided_turn_is_transcribed_whole_though_the_buffer_is_cleared()
    {
        await using var call = new SessionScenario(new() { TurnDetection = Quick });
        call.Recognizer.FinalHold.Engage();
        call.Recognizer.Finals.Then("Hola.");
        await call.SayAsync(900);
        await call.PauseUntilAsync<SpeechStopped>();

        await call.CommandAsync<InputCleared>(new ClearInput());
        await call.PauseAsync(400);
        call.Recognizer.FinalHold.Release();

        Assert.InRange((await call.ExpectAsync<InputTranscribed>()).AudioDuration.TotalMilliseconds, 950, 1500);
    }

    [Fact]
    public async Task What_was_said_when_the_client_takes_over_is_its_to_commit()
    {
        await using var call = new SessionScenario(new() { TurnDetection = Quick });
        call.Recognizer.Finals.Then("Hola.");
        await call.SayAsync(600);

        await call.CommandAsync<SettingsUpdated>(new UpdateSettings(call.Settings with { TurnDetection = TurnDetection.Manual }));
        await call.SayAsync(600);
        var committed = await call.CommandAsync<InputCommitted>(new CommitInput());

        Assert.Equal(call.Log.Of<SpeechStarted>()[0].ItemId, committed.ItemId);
        Assert.Single(call.Log.Of<SpeechStopped>());
        Assert.InRange((await call.ExpectAsync<InputTranscribed>()).AudioDuration.TotalMilliseconds, 1150, 1600);
    }

    [Fact]
    public async Task What_the_client_did_not_commit_begins_the_next_turn_that_is_detected()
    {
        await using var call = new SessionScenario(new() { TurnDetection = TurnDetection.Manual });
        call.Recognizer.Finals.Then("Hola.");
        await call.SayAsync(600);

        await call.CommandAsync<SettingsUpdated>(new UpdateSettings(call.Settings with { TurnDetection = Quick }));
        await call.SayAsync(600);

        Assert.InRange((await call.PauseUntilAsync<InputTranscribed>()).AudioDuration.TotalMilliseconds, 1200, 1600);
    }

    [Fact]
    public async Task Another_silence_or_threshold_in_mid_sentence_loses_no_word()
    {
        await using var call = new SessionScenario(new() { TurnDetection = Quick });
        call.Recognizer.Finals.Then("Hola.");
        await call.SayAsync(600);

        var slower = Quick with { SilenceDuration = TimeSpan.FromMilliseconds(400), Threshold = 0.6 };
        await call.CommandAsync<SettingsUpdated>(new UpdateSettings(call.Settings with { TurnDetection = slower }));
        await call.SayAsync(600);
        await call.PauseAsync(300);
        Assert.Empty(call.Log.Of<SpeechStopped>());

        Assert.InRange((await call.PauseUntilAsync<InputTranscribed>()).AudioDuration.TotalMilliseconds, 1200, 1600);
        Assert.Single(call.Log.Of<SpeechStarted>());
        Assert.Single(call.Log.Of<SpeechStopped>());
    }

    [Fact]
    public async Task A_shorter_silence_in_a_pause_ends_the_turn_at_once()
    {
        await using var call = new SessionScenario(new() { TurnDetection = TurnDetection.Server(TimeSpan.FromSeconds(5)) });
        await call.SayAsync(600);
        await call.PauseAsync(600);

        await call.CommandAsync<SettingsUpdated>(new UpdateSettings(call.Settings with { TurnDetection = Quick }));

        Assert.Single(call.Log.Of<SpeechStopped>());
    }

    [Fact]
    public async Task Clearing_the_buffer_in_mid_speech_ends_what_was_started()
    {
        await using var call = new SessionScenario(new() { TurnDetection = Quick });
        await call.SayAsync(600);

        await call.CommandAsync<InputCleared>(new ClearInput());

        Assert.Equal("SpeechStarted SpeechStopped InputCleared", call.Log.Story);
        Assert.Equal(call.Log.Of<SpeechStarted>()[0].ItemId, call.Log.Of<SpeechStopped>()[0].ItemId);
    }

    [Fact]
    public async Task A_recogniser_that_hangs_does_not_keep_a_turn_open()
    {
        await using var call = new SessionScenario();
        call.Recognizer.FinalHold.Engage();
        await call.SayAsync(600);

        await call.PauseAsync(3900);
        Assert.Empty(call.Log.Of<SpeechStopped>());
        await call.PauseAsync(300);

        Assert.Single(call.Log.Of<SpeechStopped>());
    }

    [Fact]
    public async Task Two_questions_with_a_long_silence_between_are_two_messages_however_slow_the_recogniser()
    {
        await using var call = new SessionScenario();
        call.Recognizer.FinalHold.Engage();
        call.Recognizer.Finals.Then("Una.", "Dos.");
        await call.SayAsync(600);
        await call.PauseAsync(1400);
        await call.SayAsync(600);
        await call.PauseAsync(100);
        call.Recognizer.FinalHold.Release();
        await call.PauseUntilAsync<ResponseEnded>();

        Assert.Equal(["Una.", "Dos."], call.Log.Of<InputTranscribed>().Select(item => item.Transcript));
        Assert.Equal("user: Una.\nuser: Dos.", call.Chat.Requests[^1].Prompt);
        Assert.Single(call.Log.Of<ResponseCreated>());
    }

    [Fact]
    public async Task Two_questions_with_a_short_silence_between_are_two_items_decoded_together_and_one_message()
    {
        await using var call = new SessionScenario();
        call.Recognizer.FinalHold.Engage();
        call.Recognizer.Finals.Then("¿Una?", "¿Una? ¿Dos?");
        await call.SayAsync(600);
        await call.PauseAsync(800);
        await call.SayAsync(600);
        await call.PauseUntilAsync<SpeechStopped>();
        await call.PauseAsync(300);
        call.Recognizer.FinalHold.Release();
        await call.PauseUntilAsync<ResponseEnded>();

        Assert.Equal(["¿Una?", "¿Dos?"], call.Log.Of<InputTranscribed>().Select(item => item.Transcript));
        Assert.Equal("user: ¿Una? ¿Dos?", call.Chat.Requests[^1].Prompt);
        Assert.Single(call.Recognizer.Streams, stream => stream.Utterance.Length > 0);
        Assert.Equal(2, call.Log.Of<InputCommitted>().Count);
    }

    [Fact]
    public async Task Who_goes_on_before_anything_of_the_answer_was_heard_is_answered_to_both()
    {
        await using var call = new SessionScenario(new() { TurnDetection = Quick });
        call.Recognizer.Finals.Then("¿Una?", "¿Una? ¿Dos?");
        call.Chat.FirstWordHold.Engage();
        await call.SayAsync(600);
        await call.PauseUntilAsync<ResponseStarted>();

        await call.SayAsync(600);
        Assert.Equal(ResponseStatus.Cancelled, (await call.PauseUntilAsync<ResponseEnded>()).Outcome.Status);
        call.Chat.FirstWordHold.Release();
        await call.PauseUntilAsync<ResponseEnded>();

        Assert.Equal(["¿Una?", "¿Dos?"], call.Log.Of<InputTranscribed>().Select(item => item.Transcript));
        Assert.Equal("user: ¿Una? ¿Dos?", call.Chat.Requests[^1].Prompt);
        Assert.Empty(call.Log.Of<ItemDeleted>());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_cough_while_the_model_thinks_does_not_cost_the_answer(bool extensions)
    {
        var settings = new SessionSettings
        {
            TurnDetection = Quick,
            Extensions = extensions,
            Pipeline = PipelineMode.Sequential,
        };
        await using var call = new SessionScenario(settings);
        call.Recognizer.Finals.Then("¿Una?", "");
        call.Chat.Replies.Then("Sí.");
        call.Chat.FirstWordHold.Engage();
        await call.SayAsync(600);
        await call.PauseUntilAsync<ResponseStarted>();
        await call.PauseAsync(1500);

        await call.SayAsync(200);
        call.Chat.FirstWordHold.Release();
        var ended = await call.PauseUntilAsync<ResponseEnded>();

        Assert.Equal((ResponseStatus.Completed, "Sí."), (ended.Outcome.Status, ended.Text));
        Assert.Equal("user: ¿Una?", Assert.Single(call.Chat.Requests).Prompt);
    }

    [Fact]
    public async Task A_stock_client_that_coughs_over_the_answer_hears_the_rest_of_it()
    {
        await using var call = new SessionScenario(new() { TurnDetection = Quick });
        call.Recognizer.Finals.Then("¿Una?", "");
        const string Answer = "Uno dos tres cuatro cinco seis siete ocho nueve diez.";
        call.Chat.Replies.Then(Answer, "Otra vez.");
        await call.SayAsync(600);
        await call.ListenAsync(500);
        await call.Chat.Ended.ReachesAsync(1);

        await call.SayAsync(200);
        var cut = await call.ExpectAsync<ResponseEnded>();
        var rest = await call.PauseUntilAsync<ResponseEnded>();

        var heard = (await call.CommandAsync<ItemRetrieved>(new RetrieveItem(cut.ItemId))).Item.Text!;
        Assert.InRange(heard.Length, 3, 30);
        Assert.Equal(Answer, $"{heard} {rest.Text}");
    }

    [Theory]
    [InlineData(300, 40)]
    [InlineData(300, 80)]
    [InlineData(200, 0)]
    public async Task A_commit_over_the_agent_s_voice_never_leaves_it_ducked(int speech, int pause)
    {
        await using var call = new SessionScenario(new() { Extensions = true });
        call.Chat.Replies.Then("Uno dos tres cuatro cinco seis siete ocho nueve diez once doce.");
        await call.Session.SendAsync(new CreateResponse(new()), CancellationToken.None);
        await call.PauseUntilAsync<ResponseAudio>();

        await call.SayAsync(speech);
        await call.PauseAsync(pause);
        await call.Session.SendAsync(new CommitInput(), CancellationToken.None);
        await call.PauseAsync(400);

        var volume = call.Log.All.Where(happened => happened is PlaybackDucked or PlaybackRestored or PlaybackFlushed).ToList();
        Assert.IsNotType<PlaybackDucked>(volume[^1]);
    }

    [Fact]
    public async Task A_turn_ends_by_time_when_the_client_stops_sending()
    {
        await using var call = new SessionScenario(new() { TurnDetection = Quick });
        call.Recognizer.Finals.Then("Hola.");
        await call.SayAsync(600);

        for (var waited = 0; waited < 1000 && call.Log.Of<SpeechStopped>().Count == 0; waited += 50)
        {
            await call.WaitAsync(50);
        }

        Assert.Equal("Hola.", (await call.ExpectAsync<InputTranscribed>()).Transcript);
    }

    [Fact]
    public async Task A_recording_that_is_sent_at_once_is_waited_for()
    {
        await using var call = new SessionScenario(new() { TurnDetection = Quick });
        await call.SendAtOnceAsync(TimeSpan.FromSeconds(5));

        await call.WaitAsync(5000);
        Assert.Empty(call.Log.Of<SpeechStopped>());

        await call.WaitAsync(600);
        await call.WaitAsync(600);
        Assert.Single(call.Log.Of<SpeechStopped>());
    }
}
