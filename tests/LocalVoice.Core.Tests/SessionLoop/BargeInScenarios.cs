using LocalVoice.Core.Sessions;
using LocalVoice.Testing.Fakes;

namespace LocalVoice.Core.Tests.SessionLoop;

public sealed class BargeInScenarios
{
    private const string LongAnswer = "Uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince.";

    [Fact]
    public async Task Speech_cancels_the_answer_and_only_heard_words_are_remembered()
    {
        await using var call = new SessionScenario(new() { Extensions = true });
        call.Recognizer.Finals.Then("Cuenta.", "Gracias.");
        call.Chat.Replies.Then(LongAnswer, "De nada.");

        await call.SayAsync(600);
        var started = await call.PauseUntilAsync<ResponseStarted>();
        await call.ListenAsync(2000);
        await call.Chat.Ended.ReachesAsync(1);
        await call.SayAsync(400);
        var ended = await call.PauseUntilAsync<ResponseEnded>();

        // 50 ms a character: at most 54 characters were played.
        Assert.Equal(new(ResponseStatus.Cancelled, ResponseEndReason.TurnDetected), ended.Outcome);
        var heard = (await call.CommandAsync<ItemRetrieved>(new RetrieveItem(started.ItemId))).Item;
        Assert.StartsWith(heard.Text!, LongAnswer, StringComparison.Ordinal);
        Assert.InRange(heard.Text!.Length, 3, 54);
        Assert.Equal(ConversationItemStatus.Incomplete, heard.Status);
        Assert.Equal(heard.Text, ended.Text);
        var kept = Assert.Single(call.Log.Of<PlaybackFlushed>()).Kept;
        Assert.Equal(started.ItemId, kept?.ItemId);
        Assert.InRange(kept!.AudioEnd.TotalMilliseconds, 50 * heard.Text.Length, (50 * heard.Text.Length) + 500);
        Assert.True(call.Log.Of<ResponseAudio>()[0].Cancelled.IsCancellationRequested);

        await call.PauseUntilAsync<ResponseEnded>();
        Assert.Equal($"user: Cuenta.\nassistant: {heard.Text}\nuser: Gracias.", call.Chat.Requests[^1].Prompt);
    }

    [Fact]
    public async Task Whoever_goes_on_when_the_agent_has_just_begun_was_cut_into_and_is_understood_as_a_whole()
    {
        await using var call = new SessionScenario(new() { Extensions = true });
        call.Recognizer.Finals.Then("Quiero cambiar la cita.", "porque no puedo ir.");
        call.Chat.Replies.Then(LongAnswer, "De acuerdo.");

        await call.SayAsync(600);
        var first = await call.PauseUntilAsync<ResponseStarted>();
        await call.ListenAsync(400);
        await call.Chat.Ended.ReachesAsync(1);
        await call.SayAsync(700);
        var ended = await call.PauseUntilAsync<ResponseEnded>();
        await call.PauseUntilAsync<ResponseEnded>();

        Assert.Equal(ResponseStatus.Cancelled, ended.Outcome.Status);
        Assert.Equal("user: Quiero cambiar la cita. porque no puedo ir.", call.Chat.Requests[^1].Prompt);
        Assert.Equal(["Quiero cambiar la cita.", "porque no puedo ir."], call.Log.Of<InputTranscribed>().Select(told => told.Transcript));
        Assert.NotEqual(first.ItemId, call.Log.Of<ResponseStarted>()[^1].ItemId);
    }

    [Fact]
    public async Task A_speaker_who_was_cut_into_is_given_longer_also_where_the_end_told_that_they_were()
    {
        await using var call = new SessionScenario(new() { Extensions = true });
        call.Recognizer.Finals.Then("Quiero cambiar la cita.", "Por favor.", "Gracias por todo.");
        call.Chat.Replies.Then(LongAnswer, "De acuerdo.", "De nada.");

        await call.SayAsync(600);
        await call.PauseUntilAsync<ResponseStarted>();
        await call.ListenAsync(400);
        await call.Chat.Ended.ReachesAsync(1);
        await call.SayAsync(300);
        await call.PauseUntilAsync(() => call.Log.Of<ResponseEnded>().Count == 2, "the second response");
        await call.PauseAsync(1500);
        await call.SayAsync(600);
        await call.PauseUntilAsync(() => call.Log.Of<ResponseEnded>().Count == 3, "the third response");

        var waits = call.Log.Of<TurnMeasured>().Select(turn => turn.Timeline.Marks[TurnMark.Decision].TotalMilliseconds).ToList();
        Assert.InRange(waits[0], 190, 240);
        Assert.InRange(waits[^1], 380, 450);
    }

    [Fact]
    public async Task An_answer_under_way_stops_in_the_model_and_in_the_voice()
    {
        await using var call = new SessionScenario();
        call.Recognizer.Finals.Then("Cuenta.");
        call.Chat.Replies.Then("Uno, dos, tres. " + LongAnswer);
        call.Chat.WordsBeforeHold = 5;
        call.Chat.LaterWordsHold.Engage();
        call.Synthesizer.LaterChunksHold.Engage();

        await call.SayAsync(600);
        await call.PauseUntilAsync<ResponseStarted>();
        await call.PauseUntilAsync<ResponseAudio>();
        await call.SayAsync(300);
        await call.ExpectAsync<ResponseEnded>();

        Assert.Equal(1, call.Chat.Cancelled.Count);
        Assert.Equal(1, call.Synthesizer.Cancelled.Count);
    }

    [Fact]
    public async Task What_was_sent_and_not_played_yet_is_cut_though_the_response_is_over()
    {
        await using var call = new SessionScenario();
        call.Recognizer.Finals.Then("Cuenta.");
        call.Chat.Replies.Then(LongAnswer);

        await call.SayAsync(600);
        await call.PauseUntilAsync<InputTranscribed>();
        var ended = await call.ExpectAsync<ResponseEnded>();
        Assert.Equal(ResponseOutcome.Completed, ended.Outcome);
        await call.PauseAsync(1000);
        await call.SayAsync(300);

        var item = (await call.CommandAsync<ItemRetrieved>(new RetrieveItem(ended.ItemId))).Item;
        Assert.StartsWith("Uno dos tres cuatro", item.Text, StringComparison.Ordinal);
        Assert.True(item.Text!.Length < 40);
        Assert.True(call.Log.Of<ResponseAudio>()[^1].Cancelled.IsCancellationRequested);
    }

    [Fact]
    public async Task An_answer_that_was_played_to_its_end_is_never_rewritten()
    {
        await using var call = new SessionScenario(new() { Extensions = true });
        call.Recognizer.Finals.Then("Hola.");
        call.Chat.Replies.Then("Buenas tardes.");

        var ended = await call.TakeTurnAsync();
        await call.PauseAsync(2000);
        await call.SayAsync(300);

        var item = (await call.CommandAsync<ItemRetrieved>(new RetrieveItem(ended.ItemId))).Item;
        Assert.Equal("Buenas tardes.", item.Text);
        Assert.Equal(ConversationItemStatus.Completed, item.Status);
        Assert.Empty(call.Log.Of<PlaybackFlushed>());
    }

    [Fact]
    public async Task A_second_interruption_adds_nothing_to_what_was_heard()
    {
        await using var call = new SessionScenario();
        call.Recognizer.Finals.Then("Cuenta.", "");
        call.Chat.Replies.Then(LongAnswer);
        await call.SayAsync(600);
        var started = await call.PauseUntilAsync<ResponseStarted>();
        await call.ListenAsync(600);

        await call.SayAsync(200);
        await call.ExpectAsync<ResponseEnded>();
        var first = (await call.CommandAsync<ItemRetrieved>(new RetrieveItem(started.ItemId))).Item.Text;
        await call.PauseAsync(1000);
        await call.SayAsync(200);

        Assert.Equal(first, (await call.CommandAsync<ItemRetrieved>(new RetrieveItem(started.ItemId))).Item.Text);
    }

    [Fact]
    public async Task A_client_that_does_not_want_interruptions_hears_the_answer_to_its_end()
    {
        var detection = TurnDetection.Semantic(Eagerness.Auto) with { InterruptResponse = false };
        await using var call = new SessionScenario(new() { TurnDetection = detection, Extensions = true });
        call.Recognizer.Finals.Then("Cuenta.");
        call.Chat.Replies.Then(LongAnswer, "Otra.");

        await call.SayAsync(600);
        await call.PauseUntilAsync<ResponseStarted>();
        await call.ListenAsync(200);
        await call.Chat.Ended.ReachesAsync(1);
        await call.SayAsync(400);

        Assert.Equal(ResponseOutcome.Completed, (await call.PauseUntilAsync<ResponseEnded>()).Outcome);
        Assert.Equal("Otra.", (await call.PauseUntilAsync<ResponseEnded>()).Text);
    }

    [Fact]
    public async Task Two_quick_turns_never_overlap()
    {
        await using var call = new SessionScenario();
        call.Recognizer.Finals.Then("Uno.", "Dos.", "Tres.");
        call.Chat.Replies.Then(LongAnswer);

        for (var i = 0; i < 3; i++)
        {
            await call.SayAsync(300);
            await call.PauseUntilAsync<InputTranscribed>();
        }

        await call.PauseUntilAsync<ResponseEnded>();
        await call.SettleAsync();
        var open = 0;
        foreach (var happened in call.Log.All)
        {
            open += happened switch
            {
                ResponseCreated => 1,
                ResponseEnded => -1,
                _ => 0,
            };
            Assert.InRange(open, 0, 1);
        }
    }

    [Fact]
    public async Task Speech_before_the_transcript_is_at_hand_is_a_second_item_and_the_same_message()
    {
        await using var call = new SessionScenario(new() { TurnDetection = TurnDetection.Server(TimeSpan.FromMilliseconds(200)) });
        call.Recognizer.Finals.Then("Hola, ¿qué tal?");
        call.Recognizer.FinalHold.Engage();

        await call.SayAsync(400);
        await call.PauseUntilAsync<SpeechStopped>();
        await call.SayAsync(400);
        await call.PauseUntilAsync<SpeechStopped>();
        call.Recognizer.FinalHold.Release();
        await call.PauseUntilAsync<ResponseEnded>();

        Assert.Equal(["Hola,", "¿qué tal?"], call.Log.Of<InputTranscribed>().Select(item => item.Transcript));
        Assert.Equal("user: Hola, ¿qué tal?", Assert.Single(call.Chat.Requests).Prompt);
        Assert.InRange(call.Recognizer.Streams[0].LastDecoded.TotalMilliseconds, 1000, 1200);
    }
}
