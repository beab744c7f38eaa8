using LocalVoice.Core.SessionLoop;
using LocalVoice.Core.Sessions;
using LocalVoice.Testing.Fakes;

namespace LocalVoice.Core.Tests.SessionLoop;

/// <summary>What other tests allocate at the same time would count.</summary>
[CollectionDefinition(nameof(SessionMemoryTests), DisableParallelization = true)]
[Collection(nameof(SessionMemoryTests))]
public sealed class SessionMemoryTests
{
    [Fact]
    public async Task A_thousand_turns_leave_nothing_behind_but_the_conversation()
    {
        await using var call = new SessionScenario(new() { Speak = false });
        call.Recognizer.Finals.Then("Hola.");
        call.Chat.Replies.Then("Sí.");
        await TalkAsync(50);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        await TalkAsync(1000);

        // Two items and a dozen events a turn stay, in the history and in the test's own log.
        Assert.InRange((GC.GetTotalMemory(forceFullCollection: true) - before) / 1000, long.MinValue, 8_000);

        async Task TalkAsync(int turns)
        {
            for (var i = 0; i < turns; i++)
            {
                var added = await call.CommandAsync<ItemAdded>(
                    new CreateItem(
                        new MessageItem($"i{Guid.NewGuid():N}", ConversationRole.User, "Hola.", false, ConversationItemStatus.Completed),
                        null
                    )
                );
                var ended = await call.CommandAsync<ResponseEnded>(new CreateResponse(new()));
                await call.CommandAsync<ItemDeleted>(new DeleteItem(added.Item.Id));
                await call.CommandAsync<ItemDeleted>(new DeleteItem(ended.ItemId));
            }
        }
    }
}
