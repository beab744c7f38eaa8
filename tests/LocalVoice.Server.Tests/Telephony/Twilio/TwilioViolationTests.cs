using System.Net.WebSockets;
using System.Text;
using LocalVoice.Server.Protocol;
using LocalVoice.Server.Telephony.Twilio;
using LocalVoice.Server.Tests.Hosting;
using LocalVoice.Testing.Fuzzing;
using LocalVoice.Testing.Telephony;

namespace LocalVoice.Server.Tests.Telephony.Twilio;

/// <summary>What is no message of Twilio's, or comes out of order, ends its own call and nothing else.</summary>
public sealed class TwilioViolationTests(RunningServer server) : IClassFixture<RunningServer>
{
    private const string Sid = FakeTwilio.StreamSid;
    private const string Connected = """{"event":"connected","protocol":"Call","version":"1.0.0"}""";

    private static readonly string Start =
        $$$"""{"event":"start","sequenceNumber":"1","start":{"streamSid":"{{{Sid}}}"},"streamSid":"{{{Sid}}}"}""";

    public static TheoryData<string, string> Malformed =>
        new()
        {
            { "", "invalid_json" },
            { "no JSON", "invalid_json" },
            { "[]", "invalid_json" },
            { "\"media\"", "invalid_json" },
            { "{", "invalid_json" },
            { """{"event":"stop","event":"media"}""", "invalid_json" },
            { new string('[', 200), "invalid_json" },
            { "{}", "missing_required_parameter" },
            { """{"event":null}""", "missing_required_parameter" },
            { """{"event":7}""", "invalid_type" },
            { Connected, "out_of_order" },
            { Start, "out_of_order" },
            { """{"event":"media","media":{"payload":"/w=="}}""", "missing_required_parameter" },
            { """{"event":"media","streamSid":"MZother","media":{"payload":"/w=="}}""", "invalid_value" },
            { """{"event":"media","streamSid":7,"media":{"payload":"/w=="}}""", "invalid_type" },
            { Of("media", "null"), "missing_required_parameter" },
            { Of("media", "[]"), "invalid_type" },
            { Of("media", "{}"), "missing_required_parameter" },
            { Of("media", """{"payload":7}"""), "invalid_type" },
            { Of("media", """{"payload":"%%%"}"""), "invalid_value" },
            { Of("media", """{"payload":"A"}"""), "invalid_value" },
            { Of("media", """{"track":7,"payload":"/w=="}"""), "invalid_type" },
            { Of("mark", "{}"), "missing_required_parameter" },
            { Of("mark", """{"name":7}"""), "invalid_type" },
            { Of("mark", $$"""{"name":"{{new string('x', 300)}}"}"""), "string_above_max_length" },
            { Of("dtmf", "{}"), "missing_required_parameter" },
            { Of("dtmf", """{"digit":""}"""), "invalid_value" },
            { Of("dtmf", """{"digit":"12"}"""), "invalid_value" },
            { Of("dtmf", """{"digit":"x"}"""), "invalid_value" },
            { Of("dtmf", """{"digit":"\u0000"}"""), "invalid_value" },
        };

    public static TheoryData<string> Harmless =>
        [
            Of("media", """{"payload":""}"""),
            Of("media", """{"track":"outbound","payload":"/w=="}"""),
            Of("mark", """{"name":"another's"}"""),
            Of("mark", """{"name":"1:-5"}"""),
            Of("mark", """{"name":"99999999999:1"}"""),
            Of("news", """{"of":"a later version"}"""),
        ];

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task A_malformed_message_ends_the_call_with_the_reason(string message, string code)
    {
        await using var call = await FakeTwilio.CallAsync(Address);
        var session = await server.Sessions.Opened.ReadAsync(TestClient.EventTimeout());

        await call.SendRawAsync(message);

        await session.Disposed.WaitAsync(TestClient.EventTimeout());
        Assert.Equal(WebSocketCloseStatus.PolicyViolation, await call.ClosedAsync());
        Assert.False(string.IsNullOrEmpty(call.CloseDescription));
        Assert.Equal(code, CodeOf(Connected, Start, message));
    }

    [Theory]
    [MemberData(nameof(Harmless))]
    public async Task What_says_nothing_to_this_server_is_passed_over(string message)
    {
        await using var call = await FakeTwilio.CallAsync(Address);
        var session = await server.Sessions.Opened.ReadAsync(TestClient.EventTimeout());

        await call.SendRawAsync(message);
        await call.HearAsync([0xFF, 0xFF]);

        var heard = await session.Audio.ReadAsync(TestClient.EventTimeout());
        while (heard.Length == 0)
        {
            heard = await session.Audio.ReadAsync(TestClient.EventTimeout());
        }

        Assert.Equal(4, heard.Length);
    }

    [Theory]
    [InlineData("no JSON")]
    [InlineData("""{"event":"media","streamSid":"MZ1","media":{"payload":"/w=="}}""")]
    [InlineData("""{"event":"start","start":{"streamSid":"MZ1"}}""")]
    public async Task A_stream_begins_with_connected(string first)
    {
        await using var call = await FakeTwilio.DialAsync(Address);

        await call.SendRawAsync(first);

        Assert.Equal(WebSocketCloseStatus.PolicyViolation, await call.ClosedAsync());
    }

    [Theory]
    [InlineData("""{"streamSid":""}""", "invalid_value")]
    [InlineData("""{"streamSid":"MZ1","mediaFormat":{"encoding":"audio/x-l16"}}""", "invalid_value")]
    [InlineData("""{"streamSid":"MZ1","mediaFormat":{"encoding":"audio/x-mulaw","sampleRate":16000}}""", "invalid_value")]
    [InlineData("""{"streamSid":"MZ1","mediaFormat":{"channels":2}}""", "invalid_value")]
    [InlineData("""{"streamSid":"MZ1","customParameters":{"model":7}}""", "invalid_type")]
    [InlineData("""{}""", "missing_required_parameter")]
    public void A_stream_has_an_id_and_the_format_of_telephones(string start, string code) =>
        Assert.Equal(code, CodeOf(Connected, $$"""{"event":"start","start":{{start}}}"""));

    [Fact]
    public async Task A_message_that_is_too_long_ends_the_call()
    {
        await using var call = await FakeTwilio.CallAsync(Address);
        var session = await server.Sessions.Opened.ReadAsync(TestClient.EventTimeout());

        await call.SendRawAsync(new string(' ', 2 * TwilioReader.MostBytes));

        await session.Disposed.WaitAsync(TestClient.EventTimeout());
        Assert.Equal(WebSocketCloseStatus.PolicyViolation, await call.ClosedAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_text_that_ends_within_a_character_ends_the_call_and_is_no_failure_of_the_servers(bool begun)
    {
        await using var call = begun ? await FakeTwilio.CallAsync(Address) : await FakeTwilio.DialAsync(Address);
        var session = begun ? await server.Sessions.Opened.ReadAsync(TestClient.EventTimeout()) : null;

        await call.SendFragmentsAsync([0xE2, 0x82], []);

        Assert.Equal(WebSocketCloseStatus.PolicyViolation, await call.ClosedAsync());
        await (session?.Disposed ?? Task.CompletedTask).WaitAsync(TestClient.EventTimeout());
        Assert.DoesNotContain(server.Log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    /// <summary>Seeded: valid messages with bytes changed, cut, doubled and mixed.</summary>
    [Trait("Category", FuzzInputs.Category)]
    [Fact]
    public void No_input_does_more_than_be_refused()
    {
        byte[][] valid =
        [
            .. new[]
            {
                Connected,
                Start,
                Of("media", """{"track":"inbound","chunk":"1","timestamp":"5","payload":"/v7+/38AgA=="}"""),
                Of("mark", """{"name":"1:800"}"""),
                Of("dtmf", """{"digit":"5"}"""),
                Of("stop", "{}"),
            }.Select(Encoding.UTF8.GetBytes),
        ];
        var random = FuzzInputs.Random(20_261_129);
        var (reader, refused, read) = (new TwilioReader(), 0, 0);
        for (var i = 0; i < FuzzInputs.Count; i++)
        {
            if (i % 100 == 0)
            {
                reader = new TwilioReader();
                reader.Read(valid[0]);
                reader.Read(valid[1]);
            }

            try
            {
                reader.Read(Mutated(valid, random));
                read++;
            }
            catch (ProtocolException)
            {
                refused++;
            }
        }

        Assert.True(refused > FuzzInputs.Count / 10 && read > FuzzInputs.Count / 100, $"{refused} refused, {read} read");
    }

    private Uri Address => new($"ws://{server.Address.Authority}/v1/telephony/twilio");

    private static string Of(string kind, string content) => $$"""{"event":"{{kind}}","streamSid":"{{Sid}}","{{kind}}":{{content}}}""";

    private static string? CodeOf(params string[] messages)
    {
        var reader = new TwilioReader();
        try
        {
            foreach (var message in messages)
            {
                reader.Read(Encoding.UTF8.GetBytes(message));
            }

            return null;
        }
        catch (ProtocolException violation)
        {
            return violation.Code;
        }
    }

    private static byte[] Mutated(byte[][] valid, Random random)
    {
        var bytes = (byte[])valid[random.Next(valid.Length)].Clone();
        for (var changes = random.Next(4); changes > 0 && bytes.Length > 0; changes--)
        {
            var at = random.Next(bytes.Length);
            switch (random.Next(4))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes = bytes[..at];
                    break;
                case 2:
                    bytes = [.. bytes[..at], .. bytes[random.Next(at, bytes.Length)..]];
                    break;
                default:
                    bytes = [.. bytes[..at], .. valid[random.Next(valid.Length)][..8], .. bytes[at..]];
                    break;
            }
        }

        return bytes;
    }
}
