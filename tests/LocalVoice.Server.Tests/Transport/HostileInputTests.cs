using System.Globalization;
using System.Net.WebSockets;
using LocalVoice.Core.Sessions;
using LocalVoice.Server.Tests.Hosting;

namespace LocalVoice.Server.Tests.Transport;

public sealed class HostileInputTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Theory]
    [InlineData("", "invalid_json", null, null)]
    [InlineData("{", "invalid_json", null, null)]
    [InlineData("nonsense", "invalid_json", null, null)]
    [InlineData("[]", "invalid_json", null, null)]
    [InlineData("null", "invalid_json", null, null)]
    [InlineData("""{"type":"response.cancel"} trailing""", "invalid_json", null, null)]
    [InlineData("""{"type":"input_audio_buffer.append","audio":"AAAA"}}""", "invalid_json", null, null)]
    [InlineData("""{"type":"response.cancel","type":"response.create"}""", "invalid_json", null, null)]
    [InlineData("{}", "missing_required_parameter", "type", null)]
    [InlineData("""{"type":null,"event_id":"mine"}""", "missing_required_parameter", "type", "mine")]
    [InlineData("""{"type":5}""", "invalid_type", "type", null)]
    [InlineData("""{"type":"response.cancel","event_id":5}""", "invalid_type", "event_id", null)]
    [InlineData("""{"type":"conversation.created","event_id":"mine"}""", "invalid_value", "type", "mine")]
    [InlineData("""{"type":"localvoice.playback.position","ordinal":1,"sample":1}""", "invalid_value", "type", null)]
    [InlineData("""{"type":"session.update"}""", "missing_required_parameter", "session", null)]
    [InlineData("""{"type":"input_audio_buffer.append"}""", "missing_required_parameter", "audio", null)]
    [InlineData("""{"type":"input_audio_buffer.append","audio":7,"event_id":"mine"}""", "invalid_type", "audio", "mine")]
    [InlineData("""{"type":"input_audio_buffer.append","audio":"@@@@","event_id":"mine"}""", "invalid_value", "audio", "mine")]
    [InlineData("""{"type":"input_audio_buffer.append","audio":"A","event_id":"mine"}""", "invalid_value", "audio", "mine")]
    [InlineData("""{"type":"input_audio_buffer.append","audio":"AQIDA","event_id":"mine"}""", "invalid_value", "audio", "mine")]
    [InlineData("""{"type":"input_audio_buffer.append","audio":"A===","event_id":"mine"}""", "invalid_value", "audio", "mine")]
    [InlineData("""{"type":"input_audio_buffer.append","audio":"AQ==AQ==","event_id":"mine"}""", "invalid_value", "audio", "mine")]
    [InlineData("""{"type":"input_audio_buffer.append","audio":"=AQI","event_id":"mine"}""", "invalid_value", "audio", "mine")]
    [InlineData("""{"type":"input_audio_buffer.append","audio":"AQI%","event_id":"mine"}""", "invalid_value", "audio", "mine")]
    [InlineData("""{"type":"input_audio_buffer.append","audio":"\ud800"}""", "invalid_value", "audio", null)]
    [InlineData("""{"type":"response.cancel","response_id":"\ud800"}""", "invalid_value", "response_id", null)]
    [InlineData("""{"type":"conversation.item.retrieve"}""", "missing_required_parameter", "item_id", null)]
    [InlineData(
        """{"type":"conversation.item.truncate","item_id":"i","content_index":"0","audio_end_ms":0}""",
        "invalid_type",
        "content_index",
        null
    )]
    [InlineData(
        """{"type":"conversation.item.truncate","item_id":"i","content_index":0,"audio_end_ms":-1}""",
        "invalid_value",
        "audio_end_ms",
        null
    )]
    [InlineData(
        """{"type":"conversation.item.truncate","item_id":"i","content_index":0,"audio_end_ms":1e99}""",
        "invalid_type",
        "audio_end_ms",
        null
    )]
    [InlineData("""{"type":"conversation.item.create"}""", "missing_required_parameter", "item.type", null)]
    [InlineData("""{"type":"conversation.item.create","item":[]}""", "invalid_type", "item", null)]
    [InlineData("""{"type":"conversation.item.create","item":{"type":"mcp_call"}}""", "invalid_value", "item.type", null)]
    [InlineData(
        """{"type":"conversation.item.create","item":{"type":"message","role":"user","content":[{"type":"input_image"}]}}""",
        "unsupported_content",
        "item.content[0].type",
        null
    )]
    [InlineData(
        """{"type":"conversation.item.create","item":{"type":"message","role":"user","content":[]}}""",
        "invalid_value",
        "item.content",
        null
    )]
    [InlineData("""{"type":"response.create","response":{"conversation":"conv_1"}}""", "invalid_value", "response.conversation", null)]
    [InlineData("""{"type":"response.create","response":{"input":{}}}""", "invalid_type", "response.input", null)]
    [InlineData("""{"type":"response.create","response":{"metadata":{"a":1}}}""", "invalid_type", "response.metadata.a", null)]
    public async Task What_is_wrong_with_an_event_is_told_and_the_session_goes_on(string json, string code, string? param, string? eventId)
    {
        var (client, session) = await server.OpenAsync();
        await using var closing = client;
        await client.SendAsync(json);
        var error = await client.ExpectErrorAsync(code);
        Assert.Equal(("invalid_request_error", param, eventId), (error.Text("type"), error.Text("param"), error.Text("event_id")));
        await AssertGoesOnAsync(client, session.Commands);
    }

    [Theory]
    [InlineData("realtime", 2, "unsupported_message")]
    [InlineData("localvoice", 64 * 1024 + 2, "message_too_long")]
    [InlineData("localvoice", 1024 * 1024, "message_too_long")]
    public async Task A_wrong_binary_message_is_told_and_the_session_goes_on(string subprotocol, int bytes, string code)
    {
        var (client, session) = await server.OpenAsync(subprotocol);
        await using var closing = client;
        await client.SendBinaryAsync(new byte[bytes]);
        await client.ExpectErrorAsync(code);
        await AssertGoesOnAsync(client, session.Commands);
        Assert.False(session.Audio.TryRead(out _));
    }

    [Fact]
    public async Task The_largest_binary_message_is_heard()
    {
        var (client, session) = await server.OpenAsync("localvoice");
        await using var closing = client;
        await client.SendBinaryAsync(new byte[64 * 1024]);
        for (var heard = 0; heard < 64 * 1024; )
        {
            heard += (await session.Audio.ReadAsync(TestClient.EventTimeout())).Length;
        }
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{\"a\":")]
    public async Task Deep_nesting_is_no_way_in(string opening)
    {
        var (client, session) = await server.OpenAsync();
        await using var closing = client;
        await client.SendAsync(string.Concat(Enumerable.Repeat(opening, 200_000)));
        await client.ExpectErrorAsync("invalid_json");
        await client.SendAsync(
            "{\"type\":\"session.update\",\"session\":{\"tracing\":{\"deep\":" + new string('[', 60) + new string(']', 60) + "}}}"
        );
        await client.ExpectAsync("session.updated");
        await session.Commands.ReadAsync(TestClient.EventTimeout());
        await AssertGoesOnAsync(client, session.Commands);
    }

    [Fact]
    public async Task A_client_that_floods_a_slow_session_waits_and_disturbs_nobody()
    {
        const int Frames = 6_000;
        var (flooding, slow) = await server.OpenAsync("localvoice");
        await using var closing = flooding;
        var sending = FloodAsync(flooding, Frames);
        var (other, session) = await server.OpenAsync("localvoice");
        await using var closingOther = other;
        await AssertGoesOnAsync(other, session.Commands);
        for (var i = 0; i < Frames; i++)
        {
            var frame = await slow.Audio.ReadAsync(TestClient.EventTimeout());
            Assert.Equal(i, BitConverter.ToInt32(frame));
        }

        await sending;
        await AssertGoesOnAsync(flooding, slow.Commands);
    }

    [Fact]
    public async Task A_flood_of_nonsense_is_answered_piece_by_piece()
    {
        var (client, session) = await server.OpenAsync();
        await using var closing = client;
        for (var i = 0; i < 500; i++)
        {
            await client.SendAsync(string.Create(CultureInfo.InvariantCulture, $$"""{"type":"x","event_id":"{{i}}"}"""));
        }

        for (var i = 0; i < 500; i++)
        {
            Assert.Equal(i.ToString(CultureInfo.InvariantCulture), (await client.ExpectErrorAsync("invalid_value")).Text("event_id"));
        }

        await AssertGoesOnAsync(client, session.Commands);
    }

    [Fact]
    public async Task Text_that_is_no_UTF8_ends_that_connection_only()
    {
        var (client, session) = await server.OpenAsync();
        await using var closing = client;
        await client.Socket.SendAsync(new byte[] { 0xC3, 0x28 }, WebSocketMessageType.Text, endOfMessage: true, TestClient.EventTimeout());
        await session.Disposed.WaitAsync(TestClient.EventTimeout());
        var (next, healthy) = await server.OpenAsync();
        await using var closingNext = next;
        await AssertGoesOnAsync(next, healthy.Commands);
    }

    private static async Task FloodAsync(TestClient client, int frames)
    {
        var frame = new byte[640];
        for (var i = 0; i < frames; i++)
        {
            BitConverter.TryWriteBytes(frame, i);
            await client.SendBinaryAsync(frame);
        }
    }

    private static async Task AssertGoesOnAsync(TestClient client, System.Threading.Channels.ChannelReader<SessionCommand> commands)
    {
        await client.SendAsync("""{"type":"input_audio_buffer.commit","event_id":"after"}""");
        Assert.Equal(new CommitInput { EventId = "after" }, await commands.ReadAsync(TestClient.EventTimeout()));
    }
}
