using System.Text;
using System.Text.Json;
using LocalVoice.Core.Conversation;
using LocalVoice.Core.Sessions;
using LocalVoice.Server.Configuration;
using LocalVoice.Server.Protocol;
using LocalVoice.Server.Protocol.Incoming;
using LocalVoice.Server.Protocol.Sessions;
using LocalVoice.Server.Tests.Hosting;
using LocalVoice.Testing.Fuzzing;
using Microsoft.Extensions.DependencyInjection;

namespace LocalVoice.Server.Tests.Protocol;

/// <summary>Seeded: every event of a client's with bytes changed, cut, doubled and mixed with those of others.</summary>
public sealed class ClientEventFuzzTests(RunningServer server, ITestOutputHelper output) : IClassFixture<RunningServer>
{
    private const int EventsOfASession = 100;

    private static readonly byte[][] Valid = [.. ClientEventTable.Events.Select(known => Encoding.UTF8.GetBytes(known.Json))];

    private static readonly byte[][] Pieces =
    [
        .. new[]
        {
            "\"type\":",
            "null",
            "-1",
            "1e999",
            "0.5",
            "99999999999999999999",
            "true",
            "[]",
            "{}",
            "[[[[[[[[",
            "{\"a\":",
            "\\ud800",
            "\\u0000",
            "\"",
            "}",
            "]",
            ",",
            "\"session\":{",
            "\"response\":{",
            "\"item\":{",
            "\"tools\":[{",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    [Fact]
    [Trait("Category", FuzzInputs.Category)]
    public void Whatever_a_client_sends_is_a_command_or_a_named_error()
    {
        var random = FuzzInputs.Random(20_261_130);
        var profile = server.Services.GetRequiredService<ProfileCatalog>().Find(null);
        var codes = new Dictionary<string, int>(StringComparer.Ordinal);
        SessionState state = null!;
        for (var i = 0; i < FuzzInputs.Count; i++)
        {
            if (i % EventsOfASession == 0)
            {
                state = new(profile, Framing.LocalVoice, new(null, null, TranscriptionOnly: false), new(), DateTimeOffset.UnixEpoch);
            }

            var code = CodeOf(Mutated(random), state);
            codes[code] = codes.GetValueOrDefault(code) + 1;
        }

        output.WriteLine($"{FuzzInputs.Count} events: {string.Join(", ", codes.OrderByDescending(code => code.Value))}");
        Assert.DoesNotContain("", codes.Keys);
        Assert.All(["command", "invalid_json", "invalid_type", "invalid_value"], code => Assert.True(codes[code] > 10));
    }

    private static string CodeOf(byte[] json, SessionState state)
    {
        try
        {
            using var document = StrictJson.Parse(json);
            var body = new EventField(document.RootElement, path: "");
            var unknown = new List<ProtocolException>();
            var type = body["type"].Text();
            _ =
                type == ClientEvents.SessionUpdate && body["session"] is { Element.ValueKind: JsonValueKind.Object } session
                    ? state.Propose(session, null, unknown)
                    : ClientEvents.Read(type, body, new(Framing.LocalVoice, new ConversationOptions(), new SessionSettings(), unknown));
            return "command";
        }
        catch (ProtocolException wrong)
        {
            return wrong.Code;
        }
    }

    private static byte[] Mutated(Random random)
    {
        var json = new List<byte>(Valid[random.Next(Valid.Length)]);
        for (var changes = random.Next(4); changes > 0 && json.Count > 0; changes--)
        {
            var at = random.Next(json.Count);
            switch (random.Next(5))
            {
                case 0:
                    json[at] = (byte)random.Next(256);
                    break;
                case 1:
                    json.RemoveRange(at, random.Next(1, Math.Min(12, json.Count - at) + 1));
                    break;
                case 2:
                    json.InsertRange(at, Pieces[random.Next(Pieces.Length)]);
                    break;
                case 3:
                    var other = Valid[random.Next(Valid.Length)];
                    var from = random.Next(other.Length);
                    json.InsertRange(at, other[from..random.Next(from, other.Length)]);
                    break;
                default:
                    json.InsertRange(at, json.GetRange(at, random.Next(1, Math.Min(24, json.Count - at) + 1)));
                    break;
            }
        }

        return [.. json];
    }
}
