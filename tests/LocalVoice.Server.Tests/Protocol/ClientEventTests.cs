using LocalVoice.Chat;
using LocalVoice.Core.Sessions;
using LocalVoice.Server.Tests.Hosting;
using LocalVoice.Tools;

namespace LocalVoice.Server.Tests.Protocol;

public sealed class ClientEventTests(RunningServer server) : IClassFixture<RunningServer>
{
    public static TheoryData<string, SessionCommand> Commands =>
        new()
        {
            {
                """{"type":"input_audio_buffer.commit","event_id":"e"}""",
                new CommitInput { EventId = "e" }
            },
            { """{"type":"input_audio_buffer.clear"}""", new ClearInput() },
            { """{"type":"conversation.item.retrieve","item_id":"i"}""", new RetrieveItem("i") },
            { """{"type":"conversation.item.delete","item_id":"i"}""", new DeleteItem("i") },
            {
                """{"type":"conversation.item.truncate","item_id":"i","content_index":0,"audio_end_ms":1500}""",
                new TruncateItem("i", 0, TimeSpan.FromSeconds(1.5))
            },
            {
                """{"type":"conversation.item.truncate","item_id":"i","content_index":0,"audio_end_ms":0}""",
                new TruncateItem("i", 0, TimeSpan.Zero)
            },
            { """{"type":"response.cancel"}""", new CancelResponse(null) },
            { """{"type":"response.cancel","response_id":"r"}""", new CancelResponse("r") },
            { """{"type":"output_audio_buffer.clear"}""", new ClearOutput() },
            { """{"type":"response.create"}""", new CreateResponse(new ResponseRequest()) },
            {
                """{"type":"response.create","response":{"instructions":"Say hi.","output_modalities":"""
                    + """["text"],"max_output_tokens":5,"audio":{"output":{"voice":"v"}},"conversation":"auto","tools":[]}}""",
                new CreateResponse(
                    new ResponseRequest
                    {
                        Instructions = "Say hi.",
                        Speak = false,
                        MaxOutputTokens = 5,
                        Voice = "v",
                        Tools = ToolSet.Empty,
                    }
                )
            },
            {
                """{"type":"conversation.item.create","previous_item_id":"root","item":"""
                    + """{"id":"i","type":"message","role":"user","content":[{"type":"input_text","text":"Hola"}]}}""",
                new CreateItem(new MessageItem("i", ConversationRole.User, "Hola", Spoken: false, ConversationItemStatus.Completed), "root")
            },
            {
                """{"type":"conversation.item.create","item":{"id":"i","type":"message","role":"user","content":"""
                    + """[{"type":"input_audio","transcript":"Hola"}]}}""",
                new CreateItem(new MessageItem("i", ConversationRole.User, "Hola", Spoken: true, ConversationItemStatus.Completed), null)
            },
            {
                """{"type":"conversation.item.create","item":{"id":"i","type":"message","role":"assistant","content":"""
                    + """[{"type":"output_text","text":"a"},{"type":"output_text","text":"b"}]}}""",
                new CreateItem(new MessageItem("i", ConversationRole.Agent, "a\nb", Spoken: false, ConversationItemStatus.Completed), null)
            },
            {
                """{"type":"conversation.item.create","item":{"id":"i","type":"message","role":"system","content":"""
                    + """[{"type":"input_text","text":"s"}]}}""",
                new CreateItem(new MessageItem("i", ConversationRole.System, "s", Spoken: false, ConversationItemStatus.Completed), null)
            },
        };

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Every_event_reaches_the_session_as_its_command(string json, SessionCommand expected)
    {
        var (client, session) = await server.OpenAsync();
        await using var closing = client;
        await client.SendAsync(json);
        Assert.Equal(expected, await session.Commands.ReadAsync(TestClient.EventTimeout()));
    }

    [Fact]
    public async Task Metadata_travels_with_the_response()
    {
        var (client, session) = await server.OpenAsync();
        await using var closing = client;
        await client.SendAsync("""{"type":"response.create","response":{"metadata":{"client_event_id":"e1"}}}""");
        var command = Assert.IsType<CreateResponse>(await session.Commands.ReadAsync(TestClient.EventTimeout()));
        Assert.Equal("e1", command.Request.Metadata!["client_event_id"]);
    }

    [Fact]
    public async Task Our_clients_tell_how_far_they_have_played()
    {
        var (client, session) = await server.OpenAsync("localvoice");
        await using var closing = client;
        await client.SendAsync("""{"type":"localvoice.playback.position","ordinal":2,"sample":4800}""");
        Assert.Equal(new PlaybackPosition(2, 4800), await session.Commands.ReadAsync(TestClient.EventTimeout()));
    }

    [Fact]
    public async Task An_item_without_an_id_gets_one()
    {
        var (client, session) = await server.OpenAsync();
        await using var closing = client;
        await client.SendAsync(
            """{"type":"conversation.item.create","item":{"type":"message","role":"user","content":[{"type":"input_text","text":"x"}]}}"""
        );
        var command = Assert.IsType<CreateItem>(await session.Commands.ReadAsync(TestClient.EventTimeout()));
        Assert.StartsWith("item_", command.Item.Id, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_item_is_acknowledged_in_its_place()
    {
        var (client, session) = await server.OpenAsync();
        await using var closing = client;
        var item = new MessageItem("i", ConversationRole.User, "Hola", Spoken: false, ConversationItemStatus.Completed);
        await session.TellAsync(
            new ItemAdded(item, "before"),
            new ItemAdded(item with { Id = "first" }, "root"),
            new ItemRetrieved(item),
            new ItemDeleted("i")
        );
        var events = await client.ExpectAsync(
            "conversation.item.added",
            "conversation.item.done",
            "conversation.item.added",
            "conversation.item.done",
            "conversation.item.retrieved",
            "conversation.item.deleted"
        );
        Assert.Equal("before", events[0].Text("previous_item_id"));
        Assert.True(events[2].IsNull("previous_item_id"));
        Assert.Equal("""[{"type":"input_text","text":"Hola"}]""", events[4].At("item.content").GetRawText());
        Assert.Equal("i", events[5].Text("item_id"));
    }

    [Fact]
    public async Task A_command_that_the_session_cannot_carry_out_is_an_error_with_the_clients_id()
    {
        var (client, session) = await server.OpenAsync();
        await using var closing = client;
        await session.TellAsync(new CommandFailed("response_cancel_not_active", "Nothing to cancel.", Param: null, "mine"));
        var error = await client.ExpectErrorAsync("response_cancel_not_active");
        Assert.Equal(
            ("mine", "Nothing to cancel.", "invalid_request_error"),
            (error.Text("event_id"), error.Text("message"), error.Text("type"))
        );
        Assert.True(error.IsNull("param"));
    }
}
