using LocalVoice.Core.Sessions;
using LocalVoice.Testing.Fakes;

namespace LocalVoice.Core.Tests.SessionLoop;

/// <summary>A turn is to be answered while the user speaks again, and something comes between.</summary>
public sealed class ResponseDueScenarios
{
    private static readonly SessionSettings Quick = new() { TurnDetection = TurnDetection.Server(TimeSpan.FromMilliseconds(200)) };

    [Fact]
    public async Task A_response_that_is_due_comes_once_the_user_is_silent()
    {
        await using var call = new SessionScenario(Quick);
        await SpeakAgainBeforeTheAnswerAsync(call);
        Assert.Empty(call.Log.Of<ResponseCreated>());

        await EndTheSecondTurnAsync(call);

        Assert.Equal("Sí.", (await call.ExpectAsync<ResponseEnded>()).Text);
    }

    [Fact]
    public async Task A_response_that_the_client_requests_is_the_one_that_was_due()
    {
        await using var call = new SessionScenario(Quick);
        await SpeakAgainBeforeTheAnswerAsync(call);

        Assert.Equal("Sí.", (await call.CommandAsync<ResponseEnded>(new CreateResponse(new()))).Text);
        await EndTheSecondTurnAsync(call);

        Assert.Single(call.Log.Of<ResponseCreated>());
        Assert.Single(call.Chat.Requests);
    }

    [Fact]
    public async Task A_response_that_was_due_and_is_cancelled_does_not_come()
    {
        await using var call = new SessionScenario(Quick);
        await SpeakAgainBeforeTheAnswerAsync(call);

        var cancelled = await call.CommandAsync<ResponseEnded>(new CancelResponse(null));
        await EndTheSecondTurnAsync(call);

        Assert.Equal(ResponseStatus.Cancelled, cancelled.Outcome.Status);
        Assert.Single(call.Log.Of<ResponseCreated>());
        Assert.Empty(call.Chat.Requests);
    }

    [Fact]
    public async Task A_client_that_takes_turns_over_from_a_speaking_user_gets_the_response_that_is_due()
    {
        await using var call = new SessionScenario(Quick);
        await SpeakAgainBeforeTheAnswerAsync(call);

        await call.CommandAsync<SettingsUpdated>(new UpdateSettings(call.Settings with { TurnDetection = TurnDetection.Manual }));

        Assert.Equal("Sí.", (await call.ExpectAsync<ResponseEnded>()).Text);
        Assert.Equal("user: Una.", Assert.Single(call.Chat.Requests).Prompt);
    }

    [Fact]
    public async Task A_response_that_is_cancelled_before_the_client_knew_of_it_is_told_and_ended_once()
    {
        await using var call = new SessionScenario(new() { TurnDetection = TurnDetection.Manual });
        call.Chat.Replies.Then("Nadie lo oye.");
        call.Chat.FirstWordHold.Engage();
        call.Chat.StoppingHold.Engage();
        await call.CommandAsync<ResponseStarted>(new CreateResponse(new()));
        await call.Chat.Begun.ReachesAsync(1);

        // The first has not stopped yet: the second is neither told nor run.
        await call.Session.SendAsync(new CancelResponse(null), CancellationToken.None);
        await call.Session.SendAsync(new CreateResponse(new()), CancellationToken.None);
        await call.Session.SendAsync(new CancelResponse(null), CancellationToken.None);
        await call.Chat.Cancelled.ReachesAsync(1);
        await call.SettleAsync();
        Assert.Single(call.Log.Of<ResponseCreated>());
        Assert.Empty(call.Log.Of<ResponseEnded>());
        call.Chat.StoppingHold.Release();
        await call.ExpectAsync<ResponseEnded>();
        await call.ExpectAsync<ResponseEnded>();

        call.Chat.FirstWordHold.Release();
        Assert.Equal(ResponseStatus.Completed, (await call.CommandAsync<ResponseEnded>(new CreateResponse(new()))).Outcome.Status);
        Assert.Empty(call.Log.Of<CommandFailed>());
        var created = call.Log.Of<ResponseCreated>().Select(response => response.ResponseId).ToList();
        Assert.Equal(3, created.Distinct().Count());
        Assert.Equal(created, call.Log.Of<ResponseEnded>().Select(response => response.ResponseId));
        Assert.Equal(2, call.Chat.Requests.Count);
    }

    [Fact]
    public async Task What_the_client_commits_over_the_agents_voice_is_an_item_though_it_only_agrees()
    {
        await using var call = new SessionScenario(new() { Extensions = true });
        call.Recognizer.Finals.Then("Sí.");
        call.Chat.Replies.Then("Uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince.");
        await call.CommandAsync<ResponseStarted>(new CreateResponse(new()));
        await call.PauseUntilAsync<ResponseAudio>();
        await call.SayAsync(300);
        await call.ExpectAsync<PlaybackDucked>();

        await call.CommandAsync<SettingsUpdated>(new UpdateSettings(call.Settings with { TurnDetection = TurnDetection.Manual }));
        var committed = await call.CommandAsync<InputCommitted>(new CommitInput());

        Assert.Equal("Sí.", (await call.ExpectAsync<InputTranscribed>()).Transcript);
        Assert.Equal("Sí.", (await call.CommandAsync<ItemRetrieved>(new RetrieveItem(committed.ItemId))).Item.Text);
        Assert.Empty(call.Log.Of<PlaybackFlushed>());
    }

    /// <summary>A turn whose transcript comes late, while the user says something else, which has no words.</summary>
    private static async Task SpeakAgainBeforeTheAnswerAsync(SessionScenario call)
    {
        call.Recognizer.Finals.Then("Una.", "");
        call.Recognizer.FinalHold.Engage();
        call.Chat.Replies.Then("Sí.");
        await call.SayAsync(600);
        await call.PauseUntilAsync<SpeechStopped>();
        await call.PauseAsync(1500);
        await call.SayAsync(300);
        call.Recognizer.FinalHold.Release();
        await call.ExpectAsync<InputTranscribed>();
    }

    private static async Task EndTheSecondTurnAsync(SessionScenario call)
    {
        await call.PauseUntilAsync(() => call.Log.Of<SpeechStopped>().Count == 2, "end of the second turn");
        await call.Recognizer.FinalsEnded.ReachesAsync(2);
        await call.PauseAsync(500);
    }
}
