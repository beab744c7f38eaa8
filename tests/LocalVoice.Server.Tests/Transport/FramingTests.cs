using System.Buffers.Binary;
using System.Net.WebSockets;
using System.Runtime.InteropServices;
using LocalVoice.Audio;
using LocalVoice.Core.Sessions;
using LocalVoice.Server.Tests.Hosting;

namespace LocalVoice.Server.Tests.Transport;

public sealed class FramingTests(RunningServer server) : IClassFixture<RunningServer>
{
    private static readonly ResponseCreated Created = new("resp_1", Spoken: true, Voice: null, MaxOutputTokens: null, Metadata: null);
    private static readonly ResponseStarted Started = new("resp_1", "item_a", "item_u", 7, Spoken: true);

    [Fact]
    public async Task A_stock_client_sends_its_voice_as_base64()
    {
        var (client, session) = await server.OpenAsync("realtime");
        await using var _ = client;
        await client.SendAsync("""{"type":"input_audio_buffer.append","audio":"AQIDBA=="}""");
        Assert.Equal([1, 2, 3, 4], await session.Audio.ReadAsync(TestClient.EventTimeout()));
    }

    [Theory]
    [InlineData("""{"audio":"AQID\/w==","type":"input_audio_buffer.append","event_id":"e"}""")]
    [InlineData("""{ "type" : "input_audio_buffer.append", "x":{"y":[1]}, "audio" : "AQID/w==" }""")]
    public async Task The_form_of_the_append_event_does_not_matter(string json)
    {
        var (client, session) = await server.OpenAsync("realtime");
        await using var _ = client;
        await client.SendAsync(json);
        Assert.Equal([1, 2, 3, 255], await session.Audio.ReadAsync(TestClient.EventTimeout()));
    }

    [Theory]
    [InlineData("-_8_", new byte[] { 251, 255, 63 })]
    [InlineData("+/8/", new byte[] { 251, 255, 63 })]
    [InlineData("-_8", new byte[] { 251, 255 })]
    [InlineData("-_8=", new byte[] { 251, 255 })]
    [InlineData("+/8", new byte[] { 251, 255 })]
    [InlineData("_w", new byte[] { 255 })]
    [InlineData("/w==", new byte[] { 255 })]
    [InlineData("AQ I", new byte[] { 1, 2 })]
    [InlineData(@"AQID\r\nBAUG\n", new byte[] { 1, 2, 3, 4, 5, 6 })]
    public async Task Base64_may_be_of_either_alphabet_padded_or_not_and_of_any_length(string base64, byte[] audio)
    {
        var (client, session) = await server.OpenAsync("realtime");
        await using var _ = client;
        await client.SendAsync($$"""{"type":"input_audio_buffer.append","audio":"{{base64}}"}""");
        Assert.Equal(audio, await session.Audio.ReadAsync(TestClient.EventTimeout()));
    }

    [Fact]
    public async Task A_long_append_reaches_the_session_in_pieces_and_whole()
    {
        var (client, session) = await server.OpenAsync("realtime");
        await using var _ = client;
        var audio = new byte[200_000];
        Random.Shared.NextBytes(audio);
        await client.SendAsync($$"""{"type":"input_audio_buffer.append","audio":"{{Convert.ToBase64String(audio)}}"}""");
        var heard = new List<byte>();
        while (heard.Count < audio.Length)
        {
            heard.AddRange(await session.Audio.ReadAsync(TestClient.EventTimeout()));
        }

        Assert.Equal(audio, heard);
    }

    [Theory]
    [InlineData(new byte[] { 1, 2, 3, 4 })]
    [InlineData(new byte[] { 1, 2, 3 })]
    [InlineData(new byte[] { 1 })]
    public async Task A_localvoice_client_sends_its_voice_as_bare_samples_cut_anywhere(byte[] audio)
    {
        var (client, session) = await server.OpenAsync("localvoice");
        await using var _ = client;
        await client.SendBinaryAsync(audio);
        Assert.Equal(audio, await session.Audio.ReadAsync(TestClient.EventTimeout()));
    }

    [Fact]
    public async Task A_stock_client_gets_the_agents_voice_as_base64_in_its_place_among_the_events()
    {
        var (client, session) = await server.OpenAsync("realtime");
        await using var _ = client;
        await session.TellAsync(Created, Started, Audio([258, -1], firstSample: 0, last: true));
        var events = await client.ExpectAsync(
            "response.created",
            "response.output_item.added",
            "conversation.item.added",
            "response.content_part.added",
            "response.output_audio.delta"
        );
        Assert.Equal([2, 1, 255, 255], events[^1].At("delta").GetBytesFromBase64());
    }

    [Fact]
    public async Task A_localvoice_client_gets_the_agents_voice_in_binary_frames_with_a_header()
    {
        var (client, session) = await server.OpenAsync("localvoice");
        await using var closing = client;
        await session.TellAsync(Created, Started, Audio([258, -1], firstSample: 5_000_000_000, last: false));
        await client.ExpectAsync("response.created", "response.output_item.added", "conversation.item.added");
        var begin = await client.ExpectAsync("localvoice.audio.begin");
        Assert.Equal(
            (7, "item_a", "resp_1", 24_000),
            (begin.Number("ordinal"), begin.Text("item_id"), begin.Text("response_id"), begin.Number("rate"))
        );

        await client.ExpectAsync("response.content_part.added");
        var (type, frame) = await client.ReceiveAsync();
        Assert.Equal(WebSocketMessageType.Binary, type);
        Assert.Equal([1, 0, 0, 0], frame[..4]);
        Assert.Equal(7u, BinaryPrimitives.ReadUInt32LittleEndian(frame.AsSpan(4)));
        Assert.Equal(5_000_000_000ul, BinaryPrimitives.ReadUInt64LittleEndian(frame.AsSpan(8)));
        Assert.Equal([258, -1], MemoryMarshal.Cast<byte, short>(frame.AsSpan(16)).ToArray());

        await session.TellAsync(Audio([], firstSample: 5_000_000_002, last: true));
        var last = (await client.ReceiveAsync()).Payload;
        Assert.Equal((16, 1), (last.Length, last[1]));
    }

    [Theory]
    [InlineData("audio/pcmu", new byte[] { 0xFF, 0x80 })]
    [InlineData("audio/pcma", new byte[] { 0xD5, 0xAA })]
    public async Task A_telephone_gets_G711(string format, byte[] expected)
    {
        var (client, session) = await server.OpenAsync("realtime");
        await using var _ = client;
        var encoding = format == "audio/pcmu" ? AudioEncoding.MuLaw : AudioEncoding.ALaw;
        var created = Created with { Format = new(encoding, 8000) };
        await session.TellAsync(created, Started, Audio([0, short.MaxValue], firstSample: 0, last: true));
        var events = await client.ExpectAsync(
            "response.created",
            "response.output_item.added",
            "conversation.item.added",
            "response.content_part.added",
            "response.output_audio.delta"
        );
        Assert.Equal(expected, events[^1].At("delta").GetBytesFromBase64());
        Assert.Equal(format, events[0].Text("response.audio.output.format.type"));
    }

    [Theory]
    [InlineData("realtime")]
    [InlineData("localvoice")]
    public async Task Audio_of_a_cancelled_answer_is_not_sent(string subprotocol)
    {
        var (client, session) = await server.OpenAsync(subprotocol);
        await using var _ = client;
        var cancelled = Audio([1, 2], firstSample: 0, last: false) with { Cancelled = new CancellationToken(canceled: true) };
        var ended = new ResponseEnded(
            "resp_1",
            "item_a",
            7,
            new ResponseOutcome(ResponseStatus.Cancelled, ResponseEndReason.TurnDetected),
            "",
            ResponseUsage.None
        );
        await session.TellAsync(Created, Started, cancelled, ended);
        await client.ExpectAsync("response.created", "response.done", "rate_limits.updated");
    }

    private static ResponseAudio Audio(short[] samples, long firstSample, bool last) =>
        new("resp_1", "item_a", 7, firstSample, samples, last, CancellationToken.None);
}
