using System.Diagnostics;
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

        history.Insert(Item("d"), null);
        history.Insert(Item("a"), ConversationItem.RootId);
        history.Insert(Item("c"), "b");

        Assert.Equal(["a", "b", "c", "d"], history.ToMessages("", null).Select(message => message.Text));
        Assert.Equal("d", history.LastId);
        Assert.Equal("c", history.Before("d"));
        Assert.Null(history.Before("a"));
    }

    [Fact]
    public void An_item_after_one_that_is_not_there_is_refused()
    {
        var history = new ConversationHistory();

        Assert.Throws<KeyNotFoundException>(() => history.Insert(Item("a"), "x"));

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
        history.Insert(Item("b"), null);
        versions.Add(history.Version);
        history.Remove("a");
        versions.Add(history.Version);

        Assert.Equal(versions.Distinct().Order(), versions);
    }

    [Fact]
    public void The_totals_follow_every_change()
    {
        var history = new ConversationHistory();
        history.Add(Item("a") with { Text = "año" });
        history.Insert(Item("b") with { Text = "😀" }, "a");
        Assert.Equal((2, 8), (history.Count, history.Bytes));

        history.Replace(Item("a") with { Text = null });
        Assert.Equal((2, 4), (history.Count, history.Bytes));

        history.Remove("b");
        Assert.Equal((1, 0), (history.Count, history.Bytes));
        Assert.False(history.Remove("b"));
    }

    [Fact]
    public void An_item_of_the_session_replaces_one_that_took_its_id()
    {
        var history = new ConversationHistory();
        history.Add(Item("a") with { Text = "x" });
        history.Add(Item("b"));

        Assert.Equal("b", history.Add(Item("a") with { Text = "y" }));

        Assert.Equal(["b", "y"], history.ToMessages("", null).Select(message => message.Text));
    }

    [Fact]
    public void The_oldest_items_are_dropped_until_the_rest_fits()
    {
        var history = new ConversationHistory();
        foreach (var id in "abcdef")
        {
            history.Add(Item($"{id}") with { Text = new string(id, 300) });
        }

        Assert.Empty(history.DropOldest(new() { MaxItems = 6, MaxBytes = 1800 }, "f"));
        Assert.Equal(["a"], history.DropOldest(new() { MaxItems = 5 }, "f").Select(dropped => dropped.ItemId));
        Assert.Equal(["b", "c"], history.DropOldest(new() { MaxBytes = 1024 }, "f").Select(dropped => dropped.ItemId));
        Assert.Equal((3, 900), (history.Count, history.Bytes));
    }

    [Fact]
    public void What_the_system_says_what_is_being_said_and_the_cause_itself_are_kept()
    {
        var history = new ConversationHistory();
        history.Add(Item("system") with { Role = ConversationRole.System });
        history.Add(Item("agent") with { Role = ConversationRole.Agent, Status = ConversationItemStatus.InProgress });
        history.Add(Item("old"));
        history.Add(Item("new") with { Text = new string('x', 5000) });

        Assert.Equal(["old"], history.DropOldest(new() { MaxBytes = 1024, MaxItems = 2 }, "new").Select(dropped => dropped.ItemId));

        Assert.Equal(3, history.Count);
    }

    [Fact]
    public void A_long_conversation_takes_as_much_time_for_an_item_as_a_short_one()
    {
        var history = new ConversationHistory();
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < 200_000; i++)
        {
            history.Insert(Item($"{i}"), i == 0 ? null : $"{i - 1}");
            history.Replace(Item($"{i / 2}"));
            Assert.NotNull(history.Find($"{i / 2}"));
        }

        // Constant time takes some 0.3 s for so many, time that grows with the conversation minutes.
        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(20));
    }

    private static MessageItem Item(string id) => new(id, ConversationRole.User, id, Spoken: true, ConversationItemStatus.Completed);
}
