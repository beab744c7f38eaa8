using LocalVoice.Core.Sessions;
using LocalVoice.Testing.Fakes;

namespace LocalVoice.Core.Tests.SessionLoop;

/// <summary>A turn that goes on with the one before meets a decode that fails, has no words, or gives the same again.</summary>
public sealed class ContinuedTurnScenarios
{
    private static readonly TurnDetection Quick = TurnDetection.Server(TimeSpan.FromMilliseconds(200));

    [Fact]
    public async Task Speech_never_begins_within_what_was_said_before()
    {
        await using var call = new SessionScenario(new() { TurnDetection = Quick });
        call.Recognizer.Finals.Then("¿Una?", "¿Una cosa?");
        call.Recognizer.FinalHold.Engage();
        await call.SayAsync(600);
        await call.PauseUntilAsync<SpeechStopped>();
        await call.SayAsync(600);

        var started = call.Log.Of<SpeechStarted>();

        Assert.Equal(2, started.Count);
        Assert.True(started[1].AudioStart >= TimeSpan.FromMilliseconds(600), $"{started[1].AudioStart}");
        call.Recognizer.FinalHold.Release();
    }

    [Fact]
    public async Task Two_coughs_in_a_row_do_not_cost_the_answer()
    {
        await using var call = new SessionScenario(new() { TurnDetection = Quick });
        call.Recognizer.Finals.Then("¿Una?", "");
        call.Chat.Replies.Then("Uno dos tres cuatro cinco seis siete ocho nueve diez.");
        await call.SayAsync(600);
        await call.ListenAsync(1500);
        call.Recognizer.FinalHold.Engage();

        await call.SayAsync(200);
        await call.PauseAsync(400);
        await call.SayAsync(200);
        await call.PauseAsync(400);
        call.Recognizer.FinalHold.Release();
        await call.PauseUntilAsync<ResponseCreated>();
        await call.PauseUntilAsync<ResponseEnded>();

        var heard = (await call.CommandAsync<ItemRetrieved>(new RetrieveItem(call.Log.Of<ResponseEnded>()[0].ItemId))).Item.Text;
        Assert.Equal("Uno dos tres cuatro cinco seis siete ocho nueve diez.", $"{heard} {call.Log.Of<ResponseEnded>()[1].Text}");
    }

    [Fact]
    public async Task A_decode_that_fails_does_not_cost_the_words_of_the_turn_before()
    {
        await using var call = new SessionScenario(new() { TurnDetection = Quick });
        call.Recognizer.Finals.Then("¿Una?")
            .ThenFail(new InvalidOperationException("No decoder."))
            .ThenFail(new InvalidOperationException("No decoder."));
        call.Chat.Replies.Then("Sí.");
        call.Recognizer.FinalHold.Engage();
        await call.SayAsync(600);
        await call.PauseAsync(400);
        await call.SayAsync(300);
        call.Recognizer.FinalHold.Release();
        await call.Recognizer.FinalsEnded.ReachesAsync(1);
        await call.PauseUntilAsync<InputTranscriptionFailed>();

        Assert.Equal("¿Una?", Assert.Single(call.Log.Of<InputTranscribed>()).Transcript);
        Assert.Equal("Sí.", (await call.PauseUntilAsync(() => Completed(call))).Text);
    }

    [Fact]
    public async Task A_cough_after_a_turn_is_no_item()
    {
        await using var call = new SessionScenario(new() { TurnDetection = Quick });
        call.Recognizer.Finals.Then("¿Una?");
        call.Chat.Replies.Then("Sí.");
        call.Chat.FirstWordHold.Engage();
        await call.SayAsync(600);
        await call.PauseUntilAsync<ResponseStarted>();

        await call.SayAsync(200);
        await call.PauseAsync(600);
        call.Chat.FirstWordHold.Release();

        Assert.Equal("Sí.", (await call.PauseUntilAsync(() => Completed(call))).Text);
        Assert.Single(call.Log.Of<InputCommitted>());
        Assert.Equal("user: ¿Una?", call.Chat.Requests[^1].Prompt);
    }

    [Fact]
    public async Task A_turn_committed_by_the_client_comes_after_those_that_wait_for_their_words()
    {
        await using var call = new SessionScenario(new() { TurnDetection = Quick });
        call.Recognizer.Finals.Then("Una.", "Dos.");
        call.Recognizer.FinalHold.Engage();
        await call.SayAsync(600);
        await call.PauseUntilAsync<SpeechStopped>();

        await call.CommandAsync<SettingsUpdated>(new UpdateSettings(call.Settings with { TurnDetection = TurnDetection.Manual }));
        await call.SayAsync(600);
        await call.Session.SendAsync(new CommitInput(), CancellationToken.None);
        call.Recognizer.FinalHold.Release();
        await call.PauseUntilAsync(() => call.Log.Of<InputTranscribed>().Count == 2, "two transcripts");

        var committed = call.Log.Of<InputCommitted>();
        Assert.Equal(call.Log.Of<SpeechStarted>()[0].ItemId, committed[0].ItemId);
        Assert.Equal(committed[0].ItemId, committed[1].PreviousItemId);
    }

    [Fact]
    public async Task Clearing_the_output_leaves_a_response_alone_that_has_said_nothing()
    {
        await using var call = new SessionScenario(new() { TurnDetection = TurnDetection.Manual });
        call.Chat.Replies.Then("Uno dos tres cuatro cinco seis siete ocho nueve diez.", "Otra.");
        await call.CommandAsync<ResponseEnded>(new CreateResponse(new()));
        call.Chat.FirstWordHold.Engage();
        await call.CommandAsync<ResponseStarted>(new CreateResponse(new()));

        await call.Session.SendAsync(new ClearOutput(), CancellationToken.None);
        await call.SettleAsync();
        call.Chat.FirstWordHold.Release();

        Assert.Equal("Otra.", (await call.ExpectAsync<ResponseEnded>()).Text);
    }

    private static ResponseEnded? Completed(SessionScenario call) =>
        call.Log.Of<ResponseEnded>().FirstOrDefault(ended => ended.Outcome.Status is ResponseStatus.Completed && ended.Text.Length < 12);
}
