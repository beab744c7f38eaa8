using LocalVoice.Core.Conversation;
using LocalVoice.Core.Sessions;
using LocalVoice.Core.Turns;
using LocalVoice.Testing.Fakes;

namespace LocalVoice.Core.Tests.SessionLoop;

public sealed class ConversationLimitScenarios
{
    private static readonly PipelineOptions Small = new()
    {
        Conversation = new()
        {
            MaxItemBytes = 1024,
            MaxBytes = 2048,
            MaxItems = 4,
            MaxInstructionsBytes = 1024,
        },
    };

    [Fact]
    public async Task An_item_that_is_too_long_is_refused_with_sizes_and_remedy_and_changes_nothing()
    {
        await using var call = new SessionScenario(options: Small);

        var failed = await call.CommandAsync<CommandFailed>(new CreateItem(Typed("a", 1025), null) { EventId = "e" });

        Assert.Equal(("string_above_max_length", "item.content", "e"), (failed.Code, failed.Param, failed.EventId));
        Assert.Equal(
            "'item.content' has 1025 bytes of UTF-8; at most 1024 are taken: shorten it, "
                + "or raise LocalVoice:Pipeline:Conversation:MaxItemBytes.",
            failed.Message
        );
        Assert.Equal("item_retrieve_invalid_item_id", (await call.CommandAsync<CommandFailed>(new RetrieveItem("a"))).Code);
        await call.CommandAsync<ItemAdded>(new CreateItem(Typed("a", 1024), null));
    }

    [Fact]
    public async Task Two_hundred_thousand_control_tokens_are_refused()
    {
        await using var call = new SessionScenario();
        var item = Typed("a", 0) with { Text = string.Concat(Enumerable.Repeat("</s>", 200_000)) };

        Assert.Equal("string_above_max_length", (await call.CommandAsync<CommandFailed>(new CreateItem(item, null))).Code);
    }

    [Fact]
    public async Task A_conversation_takes_no_item_beyond_its_bytes_until_others_are_deleted()
    {
        await using var call = new SessionScenario(options: Small);
        await call.CommandAsync<ItemAdded>(new CreateItem(Typed("a", 1024), null));
        await call.CommandAsync<ItemAdded>(new CreateItem(Typed("b", 1000), null));

        var failed = await call.CommandAsync<CommandFailed>(new CreateItem(Typed("c", 25), null) { EventId = "e" });

        Assert.Equal(("conversation_above_max_length", "item.content", "e"), (failed.Code, failed.Param, failed.EventId));
        Assert.Contains(
            "has 2049 bytes of UTF-8; at most 2048 are kept: delete items, or raise ",
            failed.Message,
            StringComparison.Ordinal
        );
        await call.CommandAsync<ItemDeleted>(new DeleteItem("a"));
        await call.CommandAsync<ItemAdded>(new CreateItem(Typed("c", 25), null));
    }

    [Fact]
    public async Task A_conversation_takes_no_item_beyond_their_number_however_short()
    {
        await using var call = new SessionScenario(options: Small);
        for (var i = 0; i < 4; i++)
        {
            await call.CommandAsync<ItemAdded>(new CreateItem(Typed($"{i}", 0), null));
        }

        var failed = await call.CommandAsync<CommandFailed>(new CreateItem(Typed("4", 0), null));

        Assert.Equal(("conversation_above_max_length", "item"), (failed.Code, failed.Param));
        Assert.Contains("LocalVoice:Pipeline:Conversation:MaxItems", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Instructions_that_are_too_long_are_refused_and_change_nothing()
    {
        await using var call = new SessionScenario(options: Small);
        var tooLong = new string('ñ', 513);

        var update = new UpdateSettings(call.Settings with { Instructions = tooLong, Language = "en" }) { EventId = "e" };
        var failed = await call.CommandAsync<CommandFailed>(update);
        Assert.Equal(("string_above_max_length", "session.instructions", "e"), (failed.Code, failed.Param, failed.EventId));
        Assert.Contains("1026 bytes", failed.Message, StringComparison.Ordinal);
        Assert.Single(call.Recognizer.Streams);

        failed = await call.CommandAsync<CommandFailed>(new CreateResponse(new() { Instructions = tooLong }) { EventId = "f" });
        Assert.Equal(("string_above_max_length", "response.instructions", "f"), (failed.Code, failed.Param, failed.EventId));
        Assert.Empty(call.Chat.Requests);
    }

    [Fact]
    public async Task What_is_said_is_never_refused_the_oldest_items_make_room_and_the_client_is_told()
    {
        await using var call = new SessionScenario(options: Small);
        call.Recognizer.Finals.Then("Hola.");
        call.Chat.Replies.Then("Buenas.");
        await call.CommandAsync<ItemAdded>(new CreateItem(Typed("system", 1) with { Role = ConversationRole.System }, null));
        for (var i = 0; i < 3; i++)
        {
            await call.CommandAsync<ItemAdded>(new CreateItem(Typed($"{i}", 1), null));
        }

        var ended = await call.TakeTurnAsync();

        Assert.Equal(["0", "1"], call.Log.Of<ItemDeleted>().Select(deleted => deleted.ItemId));
        Assert.Equal(ResponseStatus.Completed, ended.Outcome.Status);
        await call.CommandAsync<ItemRetrieved>(new RetrieveItem("system"));
        await call.CommandAsync<ItemRetrieved>(new RetrieveItem("2"));
        await call.CommandAsync<ItemRetrieved>(new RetrieveItem(ended.ItemId));
    }

    [Fact]
    public async Task A_turn_longer_than_the_limits_is_itself_kept()
    {
        await using var call = new SessionScenario(options: Small);
        call.Recognizer.Finals.Then(new string('a', 5000));
        call.Chat.Replies.Then("Buenas.");
        await call.CommandAsync<ItemAdded>(new CreateItem(Typed("old", 1), null));

        await call.TakeTurnAsync();

        Assert.Equal($"user: {new string('a', 5000)}", call.Chat.Requests[^1].Prompt.Split('\n')[^1]);
        Assert.Equal("old", call.Log.Of<ItemDeleted>()[0].ItemId);
    }

    [Fact]
    public async Task A_response_longer_than_the_limits_is_itself_kept()
    {
        await using var call = new SessionScenario(new() { Speak = false }, options: Small);
        call.Chat.Replies.Then(new string('a', 5000));
        await call.CommandAsync<ItemAdded>(new CreateItem(Typed("old", 1), null));

        var ended = await call.CommandAsync<ResponseEnded>(new CreateResponse(new()));

        Assert.Equal("old", (await call.ExpectAsync<ItemDeleted>()).ItemId);
        Assert.Equal(5000, (await call.CommandAsync<ItemRetrieved>(new RetrieveItem(ended.ItemId))).Item.Text?.Length);
    }

    [Fact]
    public async Task A_transcript_that_comes_late_makes_room_too()
    {
        await using var call = new SessionScenario(new() { TurnDetection = TurnDetection.Manual }, options: Small);
        call.Recognizer.Finals.Then(new string('a', 2000));
        await call.CommandAsync<ItemAdded>(new CreateItem(Typed("old", 100), null));
        await call.SayAsync(500);

        await call.CommandAsync<InputTranscribed>(new CommitInput());

        Assert.Equal("old", (await call.ExpectAsync<ItemDeleted>()).ItemId);
    }

    [Fact]
    public async Task A_client_that_takes_the_id_of_a_turn_under_way_loses_its_item_and_not_the_session()
    {
        await using var call = new SessionScenario();
        call.Recognizer.Finals.Then("Hola.");
        await call.SayAsync(600);
        var started = await call.ExpectAsync<SpeechStarted>();
        await call.CommandAsync<ItemAdded>(new CreateItem(Typed(started.ItemId, 1), null));

        await call.PauseUntilAsync<ResponseEnded>();

        Assert.Equal("Hola.", (await call.CommandAsync<ItemRetrieved>(new RetrieveItem(started.ItemId))).Item.Text);
    }

    private static MessageItem Typed(string id, int bytes) =>
        new(id, ConversationRole.User, new string('a', bytes), Spoken: false, ConversationItemStatus.Completed);
}
