using LocalVoice.Core.Sessions;
using LocalVoice.Testing.Fakes;

namespace LocalVoice.Core.Tests.SessionLoop;

/// <summary>The client's commands meet a response in each of its states.</summary>
public sealed class ResponseCommandScenarios
{
    private const string LongAnswer = "Uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis.";
    private static readonly SessionSettings Manual = new() { TurnDetection = TurnDetection.Manual };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task System_items_without_room_in_the_prompt_are_told_to_clients_with_extensions(bool extensions)
    {
        await using var call = new SessionScenario(new() { Extensions = extensions });
        call.Chat.Replies.Then("Uno.").Then("Dos.");
        call.Chat.DroppedSystemMessages = 3;

        var ended = await call.CommandAsync<ResponseEnded>(new CreateResponse(new()));
        call.Chat.DroppedSystemMessages = 0;
        await call.CommandAsync<ResponseEnded>(new CreateResponse(new()));

        Assert.Equal(
            extensions
                ?
                [
                    new(
                        ended.ResponseId,
                        "system_items_left_out",
                        "The oldest 3 system items had no room in the prompt: delete or shorten some."
                    ),
                ]
                : [],
            call.Log.Of<ResponseWarned>()
        );
    }

    [Fact]
    public async Task Of_what_is_cut_off_without_a_word_that_was_heard_nothing_is_kept()
    {
        await using var call = new SessionScenario(new() { Extensions = true });
        var started = await StreamAsync(call);

        await call.CommandAsync<ItemTruncated>(new TruncateItem(started.ItemId, 0, TimeSpan.Zero));
        await call.CommandAsync<ResponseEnded>(new CancelResponse(null));

        Assert.Equal(started.ItemId, (await call.ExpectAsync<ItemDeleted>()).ItemId);
        Assert.Null(Assert.Single(call.Log.Of<PlaybackFlushed>()).Kept);
    }

    [Fact]
    public async Task A_response_whose_item_was_truncated_can_still_be_cancelled()
    {
        await using var call = new SessionScenario();
        var started = await StreamAsync(call);

        await call.CommandAsync<ItemTruncated>(new TruncateItem(started.ItemId, 0, TimeSpan.FromMilliseconds(400)));
        var ended = await call.CommandAsync<ResponseEnded>(new CancelResponse(null));

        Assert.Equal((ResponseStatus.Cancelled, ResponseEndReason.ClientCancelled), (ended.Outcome.Status, ended.Outcome.Reason));
        Assert.Equal("Uno", ended.Text);
    }

    [Fact]
    public async Task A_truncate_after_the_cancel_of_what_nobody_heard_is_no_error()
    {
        await using var call = new SessionScenario();
        var started = await StreamAsync(call);

        await call.CommandAsync<ItemTruncated>(new TruncateItem(started.ItemId, 0, TimeSpan.Zero));
        await call.CommandAsync<ResponseEnded>(new CancelResponse(null));
        Assert.Equal(started.ItemId, (await call.ExpectAsync<ItemDeleted>()).ItemId);
        var again = await call.CommandAsync<ItemTruncated>(new TruncateItem(started.ItemId, 0, TimeSpan.Zero));
        var failed = await call.CommandAsync<CommandFailed>(new TruncateItem("other", 0, TimeSpan.Zero));

        Assert.Equal(started.ItemId, again.ItemId);
        Assert.Equal("item_truncate_invalid_item_id", failed.Code);
    }

    [Fact]
    public async Task A_response_whose_item_was_truncated_can_still_be_interrupted()
    {
        await using var call = new SessionScenario();
        var started = await StreamAsync(call);

        await call.CommandAsync<ItemTruncated>(new TruncateItem(started.ItemId, 0, TimeSpan.FromMilliseconds(400)));
        await call.SayAsync(400);

        Assert.Equal(ResponseEndReason.TurnDetected, (await call.ExpectAsync<ResponseEnded>()).Outcome.Reason);
    }

    [Fact]
    public async Task A_response_that_waits_for_the_transcript_is_cancelled_and_ends_once()
    {
        await using var call = new SessionScenario(Manual);
        call.Recognizer.FinalHold.Engage();
        call.Recognizer.Finals.Then("Hola.");
        await call.SayAsync(500);

        await call.Session.SendAsync(new CommitInput(), CancellationToken.None);
        await call.Session.SendAsync(new CreateResponse(new()), CancellationToken.None);
        var ended = await call.CommandAsync<ResponseEnded>(new CancelResponse(null));
        call.Recognizer.FinalHold.Release();
        await call.ExpectAsync<InputTranscribed>();
        await call.PauseAsync(500);

        Assert.Equal(ResponseStatus.Cancelled, ended.Outcome.Status);
        Assert.Empty(call.Log.Of<CommandFailed>());
        Assert.Empty(call.Chat.Requests);
        Assert.Equal("InputCommitted ItemAdded ResponseCreated ResponseEnded InputTranscribed", call.Log.Story);
    }

    [Fact]
    public async Task A_second_request_is_refused_by_name_and_the_first_is_answered()
    {
        await using var call = new SessionScenario(Manual);
        call.Recognizer.FinalHold.Engage();
        call.Recognizer.Finals.Then("Hola.");
        call.Chat.Replies.Then("Buenas.");
        await call.SayAsync(500);

        await call.Session.SendAsync(new CommitInput(), CancellationToken.None);
        await call.Session.SendAsync(new CreateResponse(new() { Instructions = "Primera." }), CancellationToken.None);
        var refused = await call.CommandAsync<CommandFailed>(new CreateResponse(new()) { EventId = "second" });
        call.Recognizer.FinalHold.Release();
        var ended = await call.ExpectAsync<ResponseEnded>();

        Assert.Equal(("conversation_already_has_active_response", "second"), (refused.Code, refused.EventId));
        Assert.Equal("Buenas.", ended.Text);
        Assert.Equal("system: Primera.\nuser: Hola.", Assert.Single(call.Chat.Requests).Prompt);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Clearing_a_buffer_does_not_touch_a_response_that_waits_for_the_transcript(bool input)
    {
        await using var call = new SessionScenario(Manual);
        call.Recognizer.FinalHold.Engage();
        call.Recognizer.Finals.Then("Hola.");
        call.Chat.Replies.Then("Buenas.");
        await call.SayAsync(500);

        await call.Session.SendAsync(new CommitInput(), CancellationToken.None);
        await call.Session.SendAsync(new CreateResponse(new()), CancellationToken.None);
        await call.Session.SendAsync(input ? new ClearInput() : new ClearOutput(), CancellationToken.None);
        call.Recognizer.FinalHold.Release();

        Assert.Equal("Buenas.", (await call.ExpectAsync<ResponseEnded>()).Text);
        Assert.Equal("Hola.", Assert.Single(call.Log.Of<InputTranscribed>()).Transcript);
    }

    [Fact]
    public async Task A_request_right_after_a_cancel_is_answered_once_the_cancelled_one_has_ended()
    {
        await using var call = new SessionScenario();
        await StreamAsync(call);
        call.Chat.Replies.Then("Segunda.");

        await call.Session.SendAsync(new CancelResponse(null), CancellationToken.None);
        await call.Session.SendAsync(new CreateResponse(new()), CancellationToken.None);
        var first = await call.ExpectAsync<ResponseEnded>();
        var second = await call.ExpectAsync<ResponseCreated>();
        call.Chat.LaterWordsHold.Release();
        var last = await call.ExpectAsync<ResponseEnded>();

        Assert.Equal(ResponseStatus.Cancelled, first.Outcome.Status);
        Assert.Equal((second.ResponseId, "Segunda."), (last.ResponseId, last.Text));
        Assert.Empty(call.Log.Of<CommandFailed>());
    }

    [Fact]
    public async Task A_cancelled_response_reports_what_it_did()
    {
        await using var call = new SessionScenario();
        await StreamAsync(call);
        await call.PauseAsync(1000);

        var ended = await call.CommandAsync<ResponseEnded>(new CancelResponse(null));

        Assert.StartsWith("Uno", ended.Text, StringComparison.Ordinal);
        Assert.True(ended.Usage.OutputTokens > 0);
        Assert.True(ended.Usage.AudioDuration > TimeSpan.Zero);
    }

    [Fact]
    public async Task A_cancelled_response_reports_the_tokens_that_the_model_has_counted()
    {
        await using var call = new SessionScenario();
        call.Chat.CountsAsItGoes = true;
        await StreamAsync(call);

        var ended = await call.CommandAsync<ResponseEnded>(new CancelResponse(null));

        Assert.Equal((10, 8, 18), (ended.Usage.InputTokens, ended.Usage.CachedTokens, ended.Usage.OutputTokens));
    }

    [Fact]
    public async Task A_response_that_is_cancelled_before_its_first_word_reports_its_prompt()
    {
        await using var call = new SessionScenario();
        call.Chat.CountsAsItGoes = true;
        call.Chat.FirstWordHold.Engage();
        await call.CommandAsync<ResponseStarted>(new CreateResponse(new()));
        await call.Chat.Begun.ReachesAsync(1);

        var ended = await call.CommandAsync<ResponseEnded>(new CancelResponse(null));

        Assert.Equal((10, 8, 0), (ended.Usage.InputTokens, ended.Usage.CachedTokens, ended.Usage.OutputTokens));
    }

    [Fact]
    public async Task An_older_item_that_still_plays_is_trimmed_by_an_interruption_too()
    {
        await using var call = new SessionScenario();
        call.Chat.Replies.Then(LongAnswer, LongAnswer);
        var first = await call.CommandAsync<ResponseEnded>(new CreateResponse(new()));
        var second = await call.CommandAsync<ResponseEnded>(new CreateResponse(new()));
        await call.PauseAsync(1000);

        await call.SayAsync(300);

        var heard = (await call.CommandAsync<ItemRetrieved>(new RetrieveItem(first.ItemId))).Item;
        Assert.InRange(heard.Text!.Length, 3, 40);
        var unheard = (await call.CommandAsync<ItemRetrieved>(new RetrieveItem(second.ItemId))).Item;
        Assert.Equal("", unheard.Text);
    }

    [Fact]
    public async Task Every_item_of_the_agent_s_can_be_truncated()
    {
        await using var call = new SessionScenario();
        call.Chat.Replies.Then("Uno dos tres cuatro cinco.", "Seis.");
        var first = await call.CommandAsync<ResponseEnded>(new CreateResponse(new()));
        await call.CommandAsync<ResponseEnded>(new CreateResponse(new()));

        await call.CommandAsync<ItemTruncated>(new TruncateItem(first.ItemId, 0, TimeSpan.FromMilliseconds(500)));

        Assert.Equal("Uno dos", (await call.CommandAsync<ItemRetrieved>(new RetrieveItem(first.ItemId))).Item.Text);
    }

    /// <summary>A response that has said its first words and says no more.</summary>
    private static async Task<ResponseStarted> StreamAsync(SessionScenario call)
    {
        call.Chat.Replies.Then(LongAnswer);
        call.Chat.WordsBeforeHold = 9;
        call.Chat.LaterWordsHold.Engage();
        var started = await call.CommandAsync<ResponseStarted>(new CreateResponse(new()));
        await call.PauseUntilAsync(
            () => call.Log.Of<ResponseAudio>().Sum(audio => audio.Samples.Length) > 12_000,
            "half a second of audio"
        );
        await call.PauseAsync(600);
        return started;
    }
}
