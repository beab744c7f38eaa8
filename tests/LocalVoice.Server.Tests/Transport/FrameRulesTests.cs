using System.Text;
using LocalVoice.Core.Sessions;
using LocalVoice.Server.Tests.Hosting;

namespace LocalVoice.Server.Tests.Transport;

/// <summary>RFC 6455, as Autobahn's suite asks for it: what a server must take, and what ends the connection.</summary>
public sealed class FrameRulesTests(RunningServer server) : IClassFixture<RunningServer>
{
    private const int Continuation = 0;
    private const int Text = 1;
    private const int Binary = 2;
    private const int Close = 8;
    private const int Ping = 9;
    private const int Pong = 10;
    private const int ProtocolError = 1002;
    private const int InvalidPayload = 1007;

    private static readonly byte[] Clear = """{"type":"input_audio_buffer.clear","event_id":"ñ€😀"}"""u8.ToArray();

    public static TheoryData<string, byte[]> Violations =>
        new()
        {
            { "the first reserved bit", RawClient.Frame(Text, Clear, reserved: 4) },
            { "the second reserved bit", RawClient.Frame(Text, Clear, reserved: 2) },
            { "the third reserved bit", RawClient.Frame(Text, Clear, reserved: 1) },
            { "a reserved bit of a ping", RawClient.Frame(Ping, [], reserved: 4) },
            { "opcode 3", RawClient.Frame(3, []) },
            { "opcode 7", RawClient.Frame(7, [1]) },
            { "opcode 11", RawClient.Frame(11, []) },
            { "opcode 15", RawClient.Frame(15, [1]) },
            { "a frame without a mask", RawClient.Frame(Text, Clear, masked: false) },
            { "a ping of 126 bytes", RawClient.Frame(Ping, new byte[126]) },
            { "a pong of 126 bytes", RawClient.Frame(Pong, new byte[126]) },
            { "a ping in fragments", RawClient.Frame(Ping, [1], final: false) },
            { "a close in fragments", RawClient.Frame(Close, [3, 232], final: false) },
            { "a continuation of nothing", RawClient.Frame(Continuation, Clear) },
            { "an unfinished continuation of nothing", RawClient.Frame(Continuation, Clear, final: false) },
            { "a new text within a message", [.. RawClient.Frame(Text, Clear.AsSpan(..5), final: false), .. RawClient.Frame(Text, Clear)] },
            {
                "a new binary within a message",
                [.. RawClient.Frame(Text, Clear.AsSpan(..5), final: false), .. RawClient.Frame(Binary, [1])]
            },
            { "a length with its highest bit", [0x81, 0xFF, 0x80, 0, 0, 0, 0, 0, 0, 1, 1, 2, 3, 4] },
            { "a close of one byte", RawClient.Frame(Close, [3]) },
            { "a close of 126 bytes", RawClient.Frame(Close, [3, 232, .. new byte[124]]) },
        };

    [Theory]
    [MemberData(nameof(Violations))]
    public async Task What_is_against_the_protocol_ends_that_connection_only_with_1002(string what, byte[] bytes)
    {
        var (client, session) = await RawClient.OpenAsync(server);
        await using var closing = client;
        await client.WriteAsync(bytes);
        Assert.True(await client.ExpectCloseAsync() is ProtocolError, what);
        Assert.Equal(-1, (await client.NextAsync()).Opcode);
        await session.Disposed.WaitAsync(TestClient.EventTimeout());
        Assert.False(session.Commands.TryRead(out _), what);
        await AssertServesAsync();
    }

    [Theory]
    [InlineData(new byte[] { 0xC3, 0x28 })]
    [InlineData(new byte[] { 0xCE, 0xBA, 0xED, 0xA0, 0x80 })]
    [InlineData(new byte[] { 0xF4, 0x90, 0x80, 0x80 })]
    [InlineData(new byte[] { 0xC0, 0xAF })]
    [InlineData(new byte[] { 0x61, 0xE2, 0x82 })]
    [InlineData(new byte[] { 0xFF })]
    public async Task Text_that_is_no_UTF8_ends_the_connection_whole_and_in_fragments_with_1007(byte[] payload)
    {
        for (var cut = 0; cut <= payload.Length; cut++)
        {
            var (client, _) = await RawClient.OpenAsync(server);
            await using var closing = client;
            await client.WriteAsync(
                RawClient.Frame(Text, payload.AsSpan(..cut), final: false),
                RawClient.Frame(Continuation, payload.AsSpan(cut..))
            );
            Assert.True(await client.ExpectCloseAsync() is InvalidPayload);
            Assert.Equal(-1, (await client.NextAsync()).Opcode);
        }
    }

    [Fact]
    public async Task A_message_is_the_same_wherever_it_is_cut_within_characters_too()
    {
        var (client, session) = await RawClient.OpenAsync(server);
        await using var closing = client;
        for (var cut = 0; cut <= Clear.Length; cut++)
        {
            await client.WriteAsync(
                RawClient.Frame(Text, Clear.AsSpan(..cut), final: false),
                RawClient.Frame(Continuation, Clear.AsSpan(cut..))
            );
            Assert.Equal(new ClearInput { EventId = "ñ€😀" }, await session.Commands.ReadAsync(TestClient.EventTimeout()));
        }

        await client.WriteAsync([
            RawClient.Frame(Text, [], final: false),
            .. Clear.Select(one => RawClient.Frame(Continuation, [one], final: false)),
            RawClient.Frame(Continuation, []),
        ]);
        Assert.Equal(new ClearInput { EventId = "ñ€😀" }, await session.Commands.ReadAsync(TestClient.EventTimeout()));
    }

    [Fact]
    public async Task A_frame_may_arrive_byte_by_byte()
    {
        var (client, session) = await RawClient.OpenAsync(server);
        await using var closing = client;
        foreach (var one in RawClient.Frame(Text, Clear))
        {
            await client.WriteAsync([one]);
        }

        Assert.Equal(new ClearInput { EventId = "ñ€😀" }, await session.Commands.ReadAsync(TestClient.EventTimeout()));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(125)]
    public async Task A_ping_is_answered_with_its_own_bytes_between_the_fragments_of_a_message_too(int bytes)
    {
        var (client, session) = await RawClient.OpenAsync(server);
        await using var closing = client;
        byte[] payload = [.. Enumerable.Range(0, bytes).Select(i => (byte)(255 - i))];
        await client.WriteAsync(RawClient.Frame(Ping, payload));
        await AssertPongAsync(client, payload);

        await client.WriteAsync(RawClient.Frame(Text, Clear.AsSpan(..9), final: false), RawClient.Frame(Ping, payload));
        await AssertPongAsync(client, payload);
        Assert.False(session.Commands.TryRead(out _));
        await client.WriteAsync(RawClient.Frame(Pong, payload), RawClient.Frame(Continuation, Clear.AsSpan(9..)));
        Assert.IsType<ClearInput>(await session.Commands.ReadAsync(TestClient.EventTimeout()));
    }

    [Fact]
    public async Task Ten_pings_at_once_are_answered_in_their_order()
    {
        var (client, _) = await RawClient.OpenAsync(server);
        await using var closing = client;
        await client.WriteAsync([.. Enumerable.Range(0, 10).Select(i => RawClient.Frame(Ping, [(byte)i]))]);
        for (var i = 0; i < 10; i++)
        {
            var (opcode, payload) = await client.NextAsync();
            Assert.Equal((Pong, i), (opcode, payload[0]));
        }
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(1001)]
    [InlineData(1002)]
    [InlineData(1003)]
    [InlineData(1007)]
    [InlineData(1008)]
    [InlineData(1009)]
    [InlineData(1010)]
    [InlineData(1011)]
    [InlineData(3000)]
    [InlineData(3999)]
    [InlineData(4000)]
    [InlineData(4999)]
    public async Task A_close_is_answered_with_its_code_and_nothing_after_it(int code)
    {
        var (client, session) = await RawClient.OpenAsync(server);
        await using var closing = client;
        var reason = new string('x', 123);
        await client.WriteAsync(RawClient.Frame(Close, [.. Code(code), .. Encoding.ASCII.GetBytes(reason)]));
        Assert.Equal(code, await client.ExpectCloseAsync());
        Assert.Equal(-1, (await client.NextAsync()).Opcode);
        await session.Disposed.WaitAsync(TestClient.EventTimeout());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(999)]
    [InlineData(1004)]
    [InlineData(1005)]
    [InlineData(1006)]
    [InlineData(1016)]
    [InlineData(1100)]
    [InlineData(2000)]
    [InlineData(2999)]
    [InlineData(5000)]
    [InlineData(65535)]
    public async Task A_close_with_a_code_that_nobody_may_send_ends_the_connection_with_1002(int code)
    {
        var (client, _) = await RawClient.OpenAsync(server);
        await using var closing = client;
        await client.WriteAsync(RawClient.Frame(Close, Code(code)));
        Assert.True(await client.ExpectCloseAsync() is ProtocolError);
        Assert.Equal(-1, (await client.NextAsync()).Opcode);
    }

    [Fact]
    public async Task A_close_whose_reason_is_no_UTF8_ends_the_connection_with_an_error_code()
    {
        var (client, _) = await RawClient.OpenAsync(server);
        await using var closing = client;
        await client.WriteAsync(RawClient.Frame(Close, [.. Code(1000), 0xCE, 0xBA, 0xED, 0xA0, 0x80]));
        Assert.Contains(await client.ExpectCloseAsync(), (int?[])[ProtocolError, InvalidPayload]);
    }

    [Fact]
    public async Task What_comes_after_a_close_is_not_heard()
    {
        var (client, session) = await RawClient.OpenAsync(server);
        await using var closing = client;
        await client.WriteAsync(RawClient.Frame(Close, Code(1000)), RawClient.Frame(Ping, [1]), RawClient.Frame(Text, Clear));
        Assert.Equal(1000, await client.ExpectCloseAsync());
        await session.Disposed.WaitAsync(TestClient.EventTimeout());
        Assert.False(session.Commands.TryRead(out _));
    }

    [Fact]
    public async Task A_text_of_many_fragments_that_is_too_long_is_told_and_the_session_goes_on()
    {
        await using var own = await RunningServer.StartAsync("--LocalVoice:Connection:MaxEventBytes", "1024").DisposeAfterwards();
        var (client, session) = await RawClient.OpenAsync(own.Value);
        await using var closing = client;
        var part = Enumerable.Repeat((byte)' ', 200).ToArray();
        await client.WriteAsync([
            RawClient.Frame(Text, part, final: false),
            .. Enumerable.Range(0, 8).Select(_ => RawClient.Frame(Continuation, part, final: false)),
            RawClient.Frame(Continuation, part),
            RawClient.Frame(Text, Clear),
        ]);
        Assert.Contains("message_too_long", Encoding.UTF8.GetString((await client.NextAsync()).Payload), StringComparison.Ordinal);
        Assert.IsType<ClearInput>(await session.Commands.ReadAsync(TestClient.EventTimeout()));
    }

    private static async Task AssertPongAsync(RawClient client, byte[] expected)
    {
        var (opcode, payload) = await client.NextAsync();
        Assert.Equal(Pong, opcode);
        Assert.Equal(expected, payload);
    }

    private async Task AssertServesAsync()
    {
        var (next, session) = await RawClient.OpenAsync(server);
        await using var closing = next;
        await next.WriteAsync(RawClient.Frame(Text, Clear));
        Assert.IsType<ClearInput>(await session.Commands.ReadAsync(TestClient.EventTimeout()));
    }

    private static byte[] Code(int code) => [(byte)(code >> 8), (byte)code];
}
