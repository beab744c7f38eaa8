using LocalVoice.Audio;
using LocalVoice.Core.Sessions;
using LocalVoice.Testing.Fakes;

namespace LocalVoice.Core.Tests.SessionLoop;

public sealed class CommandScenarios
{
    [Fact]
    public async Task A_typed_conversation_is_answered_in_text_alone_when_asked()
    {
        await using var call = new SessionScenario();
        call.Chat.Replies.Then("Dos.");

        await call.CommandAsync<ItemAdded>(new CreateItem(Typed("a", "¿Uno y uno?"), null));
        var ended = await call.CommandAsync<ResponseEnded>(new CreateResponse(new() { Speak = false }));

        Assert.Equal("Dos.", ended.Text);
        Assert.Empty(call.Log.Of<ResponseAudio>());
        Assert.Empty(call.Synthesizer.Requests);
    }

    [Fact]
    public async Task Only_one_response_at_a_time_is_made()
    {
        await using var call = new SessionScenario();
        call.Chat.FirstWordHold.Engage();

        await call.CommandAsync<ResponseStarted>(new CreateResponse(new()));
        var failed = await call.CommandAsync<CommandFailed>(new CreateResponse(new()));

        Assert.Equal("conversation_already_has_active_response", failed.Code);
    }

    [Fact]
    public async Task A_cancelled_response_says_so_and_frees_the_agent()
    {
        await using var call = new SessionScenario();
        call.Chat.FirstWordHold.Engage();
        await call.CommandAsync<ResponseStarted>(new CreateResponse(new()));

        var ended = await call.CommandAsync<ResponseEnded>(new CancelResponse(null));

        Assert.Equal(new(ResponseStatus.Cancelled, ResponseEndReason.ClientCancelled), ended.Outcome);
        Assert.Equal("", ended.Text);
        call.Chat.FirstWordHold.Release();
        Assert.Equal(ResponseStatus.Completed, (await call.CommandAsync<ResponseEnded>(new CreateResponse(new()))).Outcome.Status);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("resp_unknown")]
    public async Task Nothing_to_cancel_is_an_error(string? id)
    {
        await using var call = new SessionScenario();

        Assert.Equal("response_cancel_not_active", (await call.CommandAsync<CommandFailed>(new CancelResponse(id))).Code);
    }

    [Fact]
    public async Task A_truncated_item_keeps_the_words_up_to_there()
    {
        await using var call = new SessionScenario();
        call.Chat.Replies.Then("Uno dos tres cuatro cinco.");
        var ended = await call.CommandAsync<ResponseEnded>(new CreateResponse(new()));

        await call.CommandAsync<ItemTruncated>(new TruncateItem(ended.ItemId, 0, TimeSpan.FromMilliseconds(500)));

        Assert.Equal("Uno dos", (await call.CommandAsync<ItemRetrieved>(new RetrieveItem(ended.ItemId))).Item.Text);
    }

    [Fact]
    public async Task An_item_cannot_be_truncated_beyond_its_audio()
    {
        await using var call = new SessionScenario();
        call.Chat.Replies.Then("Uno.");
        var ended = await call.CommandAsync<ResponseEnded>(new CreateResponse(new()));

        Assert.Equal(
            "invalid_value",
            (await call.CommandAsync<CommandFailed>(new TruncateItem(ended.ItemId, 0, TimeSpan.FromSeconds(5)))).Code
        );
    }

    [Fact]
    public async Task A_token_limit_leaves_an_incomplete_answer_that_is_remembered()
    {
        await using var call = new SessionScenario();
        call.Chat.Replies.Then("Uno dos");
        call.Chat.FinishReason = Microsoft.Extensions.AI.ChatFinishReason.Length;

        var ended = await call.CommandAsync<ResponseEnded>(new CreateResponse(new() { MaxOutputTokens = 2 }));

        Assert.Equal(new(ResponseStatus.Incomplete, ResponseEndReason.MaxOutputTokens), ended.Outcome);
        Assert.Equal("Uno dos", ended.Text);
        Assert.Equal(2, call.Chat.Requests[0].Options?.MaxOutputTokens);
        Assert.Equal("Uno dos", (await call.CommandAsync<ItemRetrieved>(new RetrieveItem(ended.ItemId))).Item.Text);
        Assert.Equal((10, 8, 2), (ended.Usage.InputTokens, ended.Usage.CachedTokens, ended.Usage.OutputTokens));
    }

    [Fact]
    public async Task Items_stand_where_the_client_puts_them()
    {
        await using var call = new SessionScenario();
        await call.CommandAsync<ItemAdded>(new CreateItem(Typed("b", "b"), null));
        await call.CommandAsync<ItemAdded>(new CreateItem(Typed("a", "a"), ConversationItem.RootId));
        var last = await call.CommandAsync<ItemAdded>(new CreateItem(Typed("c", "c"), "b"));
        Assert.Equal("b", last.PreviousItemId);

        Assert.Equal(
            "item_create_invalid_previous_item_id",
            (await call.CommandAsync<CommandFailed>(new CreateItem(Typed("d", "d"), "x"))).Code
        );
        Assert.Equal("item_create_invalid_item_id", (await call.CommandAsync<CommandFailed>(new CreateItem(Typed("a", "d"), null))).Code);
        await call.CommandAsync<ItemDeleted>(new DeleteItem("b"));
        Assert.Equal("item_delete_invalid_item_id", (await call.CommandAsync<CommandFailed>(new DeleteItem("b"))).Code);
        await call.CommandAsync<ResponseEnded>(new CreateResponse(new()));

        Assert.Equal("user: a\nuser: c", call.Chat.Requests[0].Prompt);
    }

    [Fact]
    public async Task A_new_language_opens_another_stream_and_a_new_format_changes_the_voice()
    {
        await using var call = new SessionScenario();
        call.Recognizer.Finals.Then("Hello.");
        call.Chat.Replies.Then("Hi there.");
        var settings = call.Settings with { Language = "en", OutputFormat = new(AudioEncoding.MuLaw, 8000) };

        Assert.Equal(settings, (await call.CommandAsync<SettingsUpdated>(new UpdateSettings(settings))).Settings);
        await call.TakeTurnAsync();

        Assert.Equal(["es", "en"], call.Recognizer.Streams.Select(stream => stream.Options.Language).Distinct());
        Assert.True(call.Recognizer.Streams[0].Closed);
        Assert.Equal("en", Assert.Single(call.Synthesizer.Requests).Language);
        Assert.Equal("Hi there.".Length * 400, call.Log.Of<ResponseAudio>().Sum(frame => frame.Samples.Length));
    }

    [Fact]
    public async Task A_language_that_changes_while_the_user_speaks_waits_for_the_next_utterance()
    {
        await using var call = new SessionScenario();
        call.Recognizer.Finals.Then("Hola.");

        await call.SayAsync(400);
        await call.CommandAsync<SettingsUpdated>(new UpdateSettings(call.Settings with { Language = "en" }));
        await call.SayAsync(400);
        var transcribed = await call.PauseUntilAsync<InputTranscribed>();

        Assert.True(transcribed.AudioDuration > TimeSpan.FromMilliseconds(750));
    }

    [Fact]
    public async Task An_unknown_language_is_refused_and_changes_nothing()
    {
        await using var call = new SessionScenario();
        call.Recognizer.UnknownLanguages.Add("xx");
        call.Recognizer.Finals.Then("Hola.");

        var failed = await call.CommandAsync<CommandFailed>(
            new UpdateSettings(call.Settings with { Language = "xx", Instructions = "x" }) { EventId = "e" }
        );
        Assert.Equal(("invalid_value", "e"), (failed.Code, failed.EventId));

        await call.TakeTurnAsync();
        Assert.Equal("user: Hola.", call.Chat.Requests[0].Prompt);
    }

    [Fact]
    public async Task Settings_that_change_in_the_pause_void_the_speculation()
    {
        await using var call = new SessionScenario();
        call.Recognizer.Finals.Then("Hola.");
        await call.SayAsync(600);
        await call.PauseAsync(100);
        await call.Chat.Begun.ReachesAsync(1);

        await call.CommandAsync<SettingsUpdated>(new UpdateSettings(call.Settings with { Instructions = "Grita." }));
        await call.PauseUntilAsync<ResponseEnded>();

        Assert.Equal("system: Grita.\nuser: Hola.", call.Chat.Requests[^1].Prompt);
    }

    private static MessageItem Typed(string id, string text) =>
        new(id, ConversationRole.User, text, Spoken: false, ConversationItemStatus.Completed);
}
