using LocalVoice.Core.Conversation;
using LocalVoice.Core.Sessions;

namespace LocalVoice.Core.Tests.Conversation;

public sealed class ConversationHistoryTests
{
    [Fact]
    public void Items_are_inserted_at_the_end_at_the_beginning_and_after_another()
    {
        var history = new ConversationHistory();
        Assert.Null(history.Add(Item("b")));

        Assert.True(history.TryInsert(Item("d"), null));
        Assert.True(history.TryInsert(Item("a"), ConversationItem.RootId));
        Assert.True(history.TryInsert(Item("c"), "b"));

        Assert.Equal(["a", "b", "c", "d"], history.ToMessages("", null).Select(message => message.Text));
        Assert.Equal("d", history.LastId);
        Assert.Equal("c", history.Before("d"));
        Assert.Null(history.Before("a"));
    }

    [Fact]
    public void An_item_after_one_that_is_not_there_is_refused()
    {
        var history = new ConversationHistory();

        Assert.False(history.TryInsert(Item("a"), "x"));

        Assert.Null(history.LastId);
    }

    [Fact]
    public void The_model_gets_no_empty_messages_and_the_words_under_way_last()
    {
        var history = new ConversationHistory();
        history.Add(Item("a") with { Text = null });
        history.Add(Item("b") with { Role = ConversationRole.Agent, Text = "" });
        history.Add(Item("c") with { Role = ConversationRole.System });

        Assert.Equal(
            ["system: Sé breve.", "system: c", "user: ¿Y"],
            history.ToMessages("Sé breve.", "¿Y").Select(message => $"{message.Role}: {message.Text}")
        );
    }

    [Fact]
    public void Every_change_is_seen_in_the_version()
    {
        var history = new ConversationHistory();
        var versions = new List<int> { history.Version };

        history.Add(Item("a"));
        versions.Add(history.Version);
        history.Replace(Item("a") with { Text = "x" });
        versions.Add(history.Version);
        history.TryInsert(Item("b"), null);
        versions.Add(history.Version);
        history.Remove("a");
        versions.Add(history.Version);

        Assert.Equal(versions.Distinct().Order(), versions);
    }

    private static ConversationItem Item(string id) => new(id, ConversationRole.User, id, Spoken: true, ConversationItemStatus.Completed);
}
