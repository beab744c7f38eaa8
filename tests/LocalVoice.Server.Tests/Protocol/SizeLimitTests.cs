using System.Text.Json;
using LocalVoice.Core.Sessions;
using LocalVoice.Server.Tests.Hosting;
using LocalVoice.Testing.Sessions;

namespace LocalVoice.Server.Tests.Protocol;

public sealed class SizeLimitTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task An_item_of_two_hundred_thousand_control_tokens_is_refused()
    {
        var (client, session) = await server.OpenAsync();
        await using var closing = client;

        await client.SendAsync(Message(string.Concat(Enumerable.Repeat("</s>", 200_000))));

        var error = await client.ExpectErrorAsync("string_above_max_length");
        Assert.Equal(("item.content", "mine"), (error.Text("param"), error.Text("event_id")));
        Assert.Equal(
            "'item.content' has 800000 bytes of UTF-8; at most 102400 are taken: shorten it, "
                + "or raise LocalVoice:Pipeline:Conversation:MaxItemBytes.",
            error.Text("message")
        );
        await AssertGoesOnAsync(client, session);
    }

    [Fact]
    public async Task An_item_is_measured_with_all_of_its_parts()
    {
        var (client, session) = await server.OpenAsync();
        await using var closing = client;
        var part = """{"type":"input_text","text":"#"}""".Replace("#", Long(1000), StringComparison.Ordinal);

        await client.SendAsync(
            """{"type":"conversation.item.create","item":{"type":"message","role":"user","content":[#]}}""".Replace(
                "#",
                string.Join(',', Enumerable.Repeat(part, 103)),
                StringComparison.Ordinal
            )
        );

        Assert.Equal("item.content", (await client.ExpectErrorAsync("string_above_max_length")).Text("param"));
        await AssertGoesOnAsync(client, session);
    }

    [Fact]
    public async Task The_operator_sets_the_limits()
    {
        await using var own = await RunningServer
            .StartAsync(
                "--LocalVoice:Pipeline:Conversation:MaxItemBytes",
                "200000",
                "--LocalVoice:Pipeline:Conversation:MaxInstructionsBytes",
                "2000"
            )
            .DisposeAfterwards();
        var (client, session) = await own.Value.OpenAsync();
        await using var closing = client;

        await client.SendAsync(Message(new string('a', 200_000)));
        Assert.IsType<CreateItem>(await session.Commands.ReadAsync(TestClient.EventTimeout()));
        await client.SendAsync(Update($"\"instructions\":\"{new string('a', 2001)}\""));
        await client.ExpectErrorAsync("string_above_max_length");
    }

    [Fact]
    public async Task Instructions_that_are_too_long_are_refused_and_the_next_update_has_nothing_of_them()
    {
        var (client, session) = await server.OpenAsync();
        await using var closing = client;
        var tooLong = new string('ñ', 32 * 1024 + 1);

        await client.SendAsync(Update($"\"instructions\":\"{tooLong}\""));
        await client.SendAsync(Update("\"instructions\":\"Grita.\""));
        await client.SendAsync(
            """{"type":"response.create","event_id":"mine","response":{"instructions":"#"}}""".Replace(
                "#",
                tooLong,
                StringComparison.Ordinal
            )
        );

        var error = await client.ExpectErrorAsync("string_above_max_length");
        Assert.Equal(("session.instructions", "mine"), (error.Text("param"), error.Text("event_id")));
        Assert.Contains("LocalVoice:Pipeline:Conversation:MaxInstructionsBytes", error.Text("message"), StringComparison.Ordinal);
        var (updated, refused) = await EitherOrderAsync(client);
        Assert.Equal("Grita.", updated.Text("session.instructions"));
        Assert.Equal("response.instructions", refused.Text("error.param"));
        Assert.Equal("Grita.", ((UpdateSettings)await session.Commands.ReadAsync(TestClient.EventTimeout())).Settings.Instructions);
        await AssertGoesOnAsync(client, session);
    }

    [Theory]
    [InlineData("""{"type":"response.cancel","event_id":"#"}""", 512, "event_id")]
    [InlineData("""{"type":"response.cancel","response_id":"#"}""", 256, "response_id")]
    [InlineData("""{"type":"conversation.item.retrieve","item_id":"#"}""", 256, "item_id")]
    [InlineData("""{"type":"conversation.item.delete","item_id":"#"}""", 256, "item_id")]
    [InlineData("""{"type":"conversation.item.truncate","item_id":"#","content_index":0,"audio_end_ms":0}""", 256, "item_id")]
    [InlineData("""{"type":"conversation.item.create","previous_item_id":"#","item":ITEM}""", 256, "previous_item_id")]
    [InlineData("""{"type":"conversation.item.create","item":{"id":"#",ITEM}""", 256, "item.id")]
    [InlineData("""{"type":"session.update","session":{"audio":{"output":{"voice":"#"}}}}""", 256, "session.audio.output.voice")]
    [InlineData("""{"type":"session.update","session":{"audio":{"output":{"voice":{"id":"#"}}}}}""", 256, "session.audio.output.voice")]
    [InlineData("""{"type":"response.create","response":{"audio":{"output":{"voice":"#"}}}}""", 256, "response.audio.output.voice")]
    [InlineData("""{"type":"response.create","response":{"metadata":{"#":"a"}}}""", 64, "response.metadata")]
    [InlineData("""{"type":"response.create","response":{"metadata":{"a":"#"}}}""", 512, "response.metadata.a")]
    [InlineData(
        """{"type":"session.update","session":{"tools":[{"type":"function","name":"f","description":"#"}]}}""",
        128 * 1024,
        "session"
    )]
    [InlineData("""{"type":"session.update","session":{"model":"#"}}""", 128 * 1024, "session")]
    [InlineData("""{"type":"session.update","session":{"prompt":{"id":"#"}}}""", 128 * 1024, "session")]
    public async Task Whatever_is_kept_or_sent_back_has_a_limit(string json, int characters, string param)
    {
        const string Item = """{"type":"message","role":"user","content":[{"type":"input_text","text":"a"}]}""";
        json = json.Replace("{\"id\":\"#\",ITEM", "{\"id\":\"#\"," + Item[1..], StringComparison.Ordinal)
            .Replace("ITEM", Item, StringComparison.Ordinal);
        var (client, session) = await server.OpenAsync();
        await using var closing = client;

        await client.SendAsync(json.Replace("#", Long(characters + 1), StringComparison.Ordinal));

        Assert.Equal(param, (await client.ExpectErrorAsync("string_above_max_length")).Text("param"));
        await AssertGoesOnAsync(client, session);
        if (param != "session")
        {
            await client.SendAsync(json.Replace("#", Long(characters), StringComparison.Ordinal));
            Assert.NotNull(await session.Commands.ReadAsync(TestClient.EventTimeout()));
        }
    }

    [Fact]
    public async Task Metadata_has_at_most_16_pairs()
    {
        var (client, session) = await server.OpenAsync();
        await using var closing = client;

        await client.SendAsync(Metadata(17));
        Assert.Equal("response.metadata", (await client.ExpectErrorAsync("invalid_value")).Text("param"));

        await client.SendAsync(Metadata(16));
        var create = (CreateResponse)await session.Commands.ReadAsync(TestClient.EventTimeout());
        Assert.Equal(16, create.Request.Metadata?.Count);
    }

    [Fact]
    public async Task A_session_does_not_grow_beyond_its_limit_piece_by_piece()
    {
        var (client, session) = await server.OpenAsync();
        await using var closing = client;
        var refused = 0;
        for (var i = 0; i < 20; i++)
        {
            await client.SendAsync(Update($"\"audio\":{{\"input\":{{\"transcription\":{{\"{i}\":\"{Long(10_500)}\"}}}}}}"));
            refused += (await client.NextAsync()).Type() == "error" ? 1 : 0;
        }

        Assert.Equal(8, refused);
        while (session.Commands.TryRead(out _)) { }

        await AssertGoesOnAsync(client, session);
    }

    [Fact]
    public async Task A_client_that_does_not_wait_for_its_updates_is_refused_more_of_them()
    {
        var (client, session) = await server.OpenAsync();
        await using var closing = client;
        session.LeavesUpdatesOpen = true;
        for (var i = 0; i < 33; i++)
        {
            await client.SendAsync(Update("\"instructions\":\"Grita.\""));
        }

        var error = await client.ExpectErrorAsync("too_many_updates");

        Assert.Equal(("session", "mine"), (error.Text("param"), error.Text("event_id")));
        for (var i = 0; i < 32; i++)
        {
            Assert.IsType<UpdateSettings>(await session.Commands.ReadAsync(TestClient.EventTimeout()));
        }

        await AssertGoesOnAsync(client, session);
    }

    [Theory]
    [InlineData("{\"type\":\"session.update\",\"session\":{\"#\":1}}", "unknown_parameter")]
    [InlineData("{\"#\":1,\"#\":2}", "invalid_json")]
    public async Task An_error_repeats_no_more_than_the_beginning_of_a_long_name(string json, string code)
    {
        var (client, session) = await server.OpenAsync();
        await using var closing = client;

        await client.SendAsync(json.Replace("#", Long(400_000), StringComparison.Ordinal));

        var error = await client.ExpectErrorAsync(code);
        Assert.InRange(error.Text("message")!.Length, 1, 1024);
        Assert.InRange(error.Text("param")?.Length ?? 0, 0, 1024);
        if (code == "unknown_parameter")
        {
            Assert.IsType<UpdateSettings>(await session.Commands.ReadAsync(TestClient.EventTimeout()));
        }

        await AssertGoesOnAsync(client, session);
    }

    private static string Long(int characters) => new('x', characters);

    private static string Message(string text) =>
        """
            {"type":"conversation.item.create","event_id":"mine",
            "item":{"type":"message","role":"user","content":[{"type":"input_text","text":"#"}]}}
            """.Replace("#", text, StringComparison.Ordinal);

    private static string Update(string fields) => "{\"type\":\"session.update\",\"event_id\":\"mine\",\"session\":{" + fields + "}}";

    private static string Metadata(int pairs) =>
        "{\"type\":\"response.create\",\"response\":{\"metadata\":{"
        + string.Join(',', Enumerable.Range(0, pairs).Select(i => $"\"{i}\":\"a\""))
        + "}}}";

    /// <summary>The next two messages: an update and an error come from different loops of the server.</summary>
    private static async Task<(JsonElement Updated, JsonElement Error)> EitherOrderAsync(TestClient client)
    {
        var (first, second) = (await client.NextAsync(), await client.NextAsync());
        return first.Type() == "error" ? (second, first) : (first, second);
    }

    private static async Task AssertGoesOnAsync(TestClient client, FakeVoiceSession session)
    {
        await client.SendAsync("""{"type":"input_audio_buffer.commit","event_id":"after"}""");
        Assert.Equal(new CommitInput { EventId = "after" }, await session.Commands.ReadAsync(TestClient.EventTimeout()));
    }
}
