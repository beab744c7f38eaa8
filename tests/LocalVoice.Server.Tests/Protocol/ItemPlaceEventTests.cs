using LocalVoice.Core.Sessions;
using LocalVoice.Server.Tests.Hosting;

namespace LocalVoice.Server.Tests.Protocol;

/// <summary>A client deletes or adds items while responses, or lists of tools, are under way.</summary>
public sealed class ItemPlaceEventTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task Of_a_deleted_item_only_its_response_goes_on()
    {
        var (client, session) = await server.OpenAsync();
        await using var closing = client;
        await session.TellAsync(
            Created,
            Started,
            new ResponseText("resp_1", "item_a", "Muy "),
            new ItemDeleted("item_a"),
            new ResponseText("resp_1", "item_a", "bien."),
            Ended,
            new InputCleared()
        );

        var events = await client.ExpectAsync(
            "response.created",
            "response.output_item.added",
            "conversation.item.added",
            "response.content_part.added",
            "response.output_text.delta",
            "conversation.item.deleted",
            "response.output_text.delta",
            "response.output_text.done",
            "response.content_part.done",
            "response.output_item.done",
            "response.done",
            "rate_limits.updated",
            "input_audio_buffer.cleared"
        );

        Assert.Equal("Muy bien.", events[10].Text("response.output.0.content.0.text"));
    }

    [Fact]
    public async Task An_item_that_is_deleted_before_its_first_word_is_never_added()
    {
        var (client, session) = await server.OpenAsync();
        await using var closing = client;
        await session.TellAsync(Created, Started, new ItemDeleted("item_a"), new ResponseText("resp_1", "item_a", "Muy bien."), Ended);

        await client.ExpectAsync(
            "response.created",
            "conversation.item.deleted",
            "response.output_item.added",
            "response.content_part.added",
            "response.output_text.delta",
            "response.output_text.done",
            "response.content_part.done",
            "response.output_item.done",
            "response.done"
        );
    }

    [Fact]
    public async Task Nothing_follows_a_deleted_item()
    {
        var (client, session) = await server.OpenAsync();
        await using var closing = client;
        await session.TellAsync(
            Created,
            Started,
            new ItemDeleted("item_u") { PreviousItemId = "item_s" },
            new ResponseText("resp_1", "item_a", "Muy bien."),
            new ItemDeleted("item_s"),
            Ended
        );

        var events = await client.ExpectAsync(
            "response.created",
            "conversation.item.deleted",
            "response.output_item.added",
            "conversation.item.added",
            "response.content_part.added",
            "response.output_text.delta",
            "conversation.item.deleted",
            "response.output_text.done",
            "response.content_part.done",
            "conversation.item.done"
        );

        Assert.Equal("item_s", events[3].Text("previous_item_id"));
        Assert.True(events[9].IsNull("previous_item_id"));
    }

    [Fact]
    public async Task A_response_follows_what_was_put_before_it_meanwhile()
    {
        var (client, session) = await server.OpenAsync();
        await using var closing = client;
        var item = new MessageItem("item_n", ConversationRole.User, "Hola.", Spoken: false, ConversationItemStatus.Completed);
        await session.TellAsync(
            Created,
            Started,
            new ItemAdded(item, "item_u") { NextUntoldItemId = "item_a" },
            new ResponseText("resp_1", "item_a", "Muy bien.")
        );

        var events = await client.ExpectAsync(
            "response.created",
            "conversation.item.added",
            "conversation.item.done",
            "response.output_item.added",
            "conversation.item.added"
        );

        Assert.Equal("item_n", events[4].Text("previous_item_id"));
    }

    [Fact]
    public async Task A_deleted_list_of_tools_is_not_an_item_again_once_they_are_known()
    {
        var (client, session) = await server.OpenAsync();
        await using var closing = client;
        await session.TellAsync(
            new ToolsAsked(new("mcpl_1", "city", [], ConversationItemStatus.InProgress, null), null),
            new ItemDeleted("mcpl_1"),
            new ToolsListed(new("mcpl_1", "city", [], ConversationItemStatus.Completed, null), null),
            new InputCleared()
        );

        await client.ExpectAsync(
            "conversation.item.added",
            "mcp_list_tools.in_progress",
            "conversation.item.deleted",
            "mcp_list_tools.completed",
            "input_audio_buffer.cleared"
        );
    }

    private static ResponseCreated Created => new("resp_1", Spoken: false, Voice: null, MaxOutputTokens: null, Metadata: null);

    private static ResponseStarted Started => new("resp_1", "item_a", "item_u", 1, Spoken: false);

    private static ResponseEnded Ended => new("resp_1", "item_a", 1, ResponseOutcome.Completed, "Muy bien.", ResponseUsage.None);
}
