using LocalVoice.Core.Sessions;
using LocalVoice.Testing.Fakes;

namespace LocalVoice.Core.Tests.SessionLoop;

/// <summary>An item is placed after one that the client knows, also while a response has an item that it was not told of.</summary>
public sealed class ItemOrderScenarios
{
    [Fact]
    public async Task An_item_made_while_a_response_prepares_follows_the_last_one_that_the_client_knows()
    {
        await using var call = await PreparingAsync();

        var second = await call.CommandAsync<ItemAdded>(Typed("second"));
        call.Chat.FirstWordHold.Release();
        await call.ExpectAsync<ResponseEnded>();
        var third = await call.CommandAsync<ItemAdded>(Typed("third"));
        await call.CommandAsync<ResponseEnded>(new CreateResponse(new()));

        Assert.Equal("first", Assert.Single(call.Log.Of<ResponseStarted>().Take(1)).PreviousItemId);
        Assert.Equal(("first", "second"), (second.PreviousItemId, third.PreviousItemId));
        Assert.Equal("user: first\nassistant: Uno.\nuser: second\nuser: third", call.Chat.Requests[^1].Prompt);
    }

    [Fact]
    public async Task A_turn_committed_while_a_response_prepares_follows_the_last_item_that_the_client_knows()
    {
        await using var call = await PreparingAsync();

        await call.SayAsync(500);
        var committed = await call.CommandAsync<InputCommitted>(new CommitInput());
        var added = await call.ExpectAsync<ItemAdded>();
        var next = await call.CommandAsync<ItemAdded>(Typed("next"));

        Assert.Equal(("first", "first"), (committed.PreviousItemId, added.PreviousItemId));
        Assert.Equal(committed.ItemId, next.PreviousItemId);
    }

    [Fact]
    public async Task A_response_that_is_cancelled_before_it_says_anything_leaves_no_gap()
    {
        await using var call = await PreparingAsync();

        var second = await call.CommandAsync<ItemAdded>(Typed("second"));
        await call.CommandAsync<ResponseEnded>(new CancelResponse(null));
        var third = await call.CommandAsync<ItemAdded>(Typed("third"));

        Assert.Equal(("first", "second"), (second.PreviousItemId, third.PreviousItemId));
        Assert.Empty(call.Log.Of<ItemDeleted>());
    }

    [Fact]
    public async Task What_comes_while_a_response_speaks_follows_its_item()
    {
        await using var call = await PreparingAsync();

        call.Chat.FirstWordHold.Release();
        await call.ExpectAsync<ResponseAudio>();
        var second = await call.CommandAsync<ItemAdded>(Typed("second"));

        Assert.Equal(call.Log.Of<ResponseStarted>()[0].ItemId, second.PreviousItemId);
    }

    [Fact]
    public async Task A_deleted_item_says_where_it_stood_for_what_was_to_follow_it()
    {
        await using var call = await PreparingAsync();

        var last = await call.CommandAsync<ItemDeleted>(new DeleteItem("first"));
        var second = await call.CommandAsync<ItemAdded>(Typed("second"));

        Assert.Equal("system", last.PreviousItemId);
        Assert.Equal("system", second.PreviousItemId);
    }

    [Fact]
    public async Task An_item_that_is_put_between_the_last_one_and_a_response_says_so()
    {
        await using var call = await PreparingAsync();

        var between = await call.CommandAsync<ItemAdded>(Typed("between") with { AfterItemId = "first" });
        var last = await call.CommandAsync<ItemAdded>(Typed("last"));

        Assert.Equal(("first", "between"), (between.PreviousItemId, last.PreviousItemId));
        Assert.Equal(call.Log.Of<ResponseStarted>()[0].ItemId, between.NextUntoldItemId);
        Assert.Null(last.NextUntoldItemId);
    }

    /// <summary>A response to a typed item is begun, and the language model has not said a word.</summary>
    private static async Task<SessionScenario> PreparingAsync()
    {
        var call = new SessionScenario(new() { TurnDetection = TurnDetection.Manual });
        call.Chat.Replies.Then("Uno.", "Dos.");
        call.Chat.FirstWordHold.Engage();
        await call.CommandAsync<ItemAdded>(
            new CreateItem(new MessageItem("system", ConversationRole.System, "", Spoken: false, ConversationItemStatus.Completed), null)
        );
        await call.CommandAsync<ItemAdded>(Typed("first"));
        await call.CommandAsync<ResponseStarted>(new CreateResponse(new()));
        return call;
    }

    private static CreateItem Typed(string id) =>
        new(new MessageItem(id, ConversationRole.User, id, Spoken: false, ConversationItemStatus.Completed), null);
}
