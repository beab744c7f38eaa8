using System.Diagnostics;
using System.IO.Pipelines;
using System.Text;
using LocalVoice.Core.Memory;
using LocalVoice.Server.Protocol;
using LocalVoice.Server.Wyoming.Framing;
using LocalVoice.Testing.Fuzzing;

namespace LocalVoice.Server.Tests.Wyoming.Framing;

public sealed class EventReaderFuzzTests(ITestOutputHelper output)
{
    private const int Seed = 10300;

    private static readonly byte[][] Valid =
    [
        .. new[]
        {
            "{\"type\":\"describe\"}\n",
            "{\"type\":\"ping\",\"version\":\"1.9.0\",\"data_length\":16}\n{\"text\": \"niño\"}",
            "{\"type\":\"audio-chunk\",\"data\":{\"rate\":16000,\"width\":2,\"channels\":1},\"payload_length\":8}\nabcdefgh",
            "{\"type\":\"synthesize\",\"data\":{\"text\":\"\\u00e1\\n\",\"voice\":{\"name\":\"vega\"}},\"data_length\":2}\n{}",
            "{\"type\":\"transcribe\",\"data\":{\"language\":\"es\"}}\n{\"type\":\"audio-stop\"}\n",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    private static readonly string[] Words =
    [
        "\"type\":",
        "\"data_length\":",
        "\"payload_length\":",
        "-1",
        "7,\"type\":",
        "[],\"x\":",
        "99999999999999999999",
        "1e9",
        "\\ud800",
        "\\u0000",
        "null",
        "[[[[",
        "{\"a\":",
        "\n",
        "\"",
        "}",
    ];

    [Trait("Category", FuzzInputs.Category)]
    [Fact]
    public async Task Whatever_comes_is_an_event_or_a_named_error()
    {
        var random = FuzzInputs.Random(Seed);
        var begun = Stopwatch.GetTimestamp();
        var codes = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < FuzzInputs.Count; i++)
        {
            foreach (var outcome in await ReadAsync(Mutated(random)))
            {
                codes[outcome] = codes.GetValueOrDefault(outcome) + 1;
            }
        }

        var taken = Stopwatch.GetElapsedTime(begun);
        output.WriteLine($"{FuzzInputs.Count} inputs, seed {Seed}, {taken.TotalSeconds:0.0} s: {string.Join(", ", codes)}");
        Assert.All(["event", "invalid_json", "invalid_type", "invalid_value", "truncated_event"], code => Assert.True(codes[code] > 10));
        Assert.DoesNotContain("", codes.Keys);
    }

    private static async Task<List<string>> ReadAsync(byte[] wire)
    {
        var account = new MemoryBudget(new()).Open();
        using var reader = new EventReader(PipeReader.Create(new(wire)), account, TimeSpan.FromSeconds(30), TimeProvider.System);
        var outcomes = new List<string>();
        try
        {
            while (await reader.ReadAsync(CancellationToken.None) is { } read)
            {
                Assert.InRange(read.Payload.Length, 0, wire.Length);
                reader.Release(read);
                outcomes.Add("event");
            }

            Assert.Equal(0, account.Held);
        }
        catch (ProtocolException wrong)
        {
            outcomes.Add(wrong.Code);
        }

        return outcomes;
    }

    private static byte[] Mutated(Random random)
    {
        var wire = new List<byte>(Valid[random.Next(Valid.Length)]);
        for (var changes = random.Next(3); changes > 0 && wire.Count > 0; changes--)
        {
            var at = random.Next(wire.Count);
            switch (random.Next(5))
            {
                case 0:
                    wire[at] = (byte)random.Next(256);
                    break;
                case 1:
                    wire.RemoveRange(at, random.Next(1, Math.Min(8, wire.Count - at) + 1));
                    break;
                case 2:
                    wire.InsertRange(at, Encoding.UTF8.GetBytes(Words[random.Next(Words.Length)]));
                    break;
                case 3:
                    wire.RemoveRange(at, wire.Count - at);
                    break;
                default:
                    wire.AddRange(Valid[random.Next(Valid.Length)]);
                    break;
            }
        }

        return [.. wire];
    }
}
