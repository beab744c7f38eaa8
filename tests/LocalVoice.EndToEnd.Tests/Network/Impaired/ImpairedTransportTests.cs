using System.Globalization;
using System.Text.Json;
using LocalVoice.Cli;
using LocalVoice.Testing.Audio;

namespace LocalVoice.EndToEnd.Tests.Network.Impaired;

/// <summary>
/// WebSocket and WebRTC, by turns, over a network that loses and delays the packets of both: <c>bench transport</c> from its other end.
/// </summary>
public sealed class ImpairedTransportTests(ITestOutputHelper output)
{
    private const int Seed = 5;
    private const string TurnsVariable = "LOCALVOICE_TRANSPORT_TURNS";
    private static readonly Impairment Bad = new(0.05, TimeSpan.Zero, TimeSpan.FromMilliseconds(30));

    /// <summary>Over each transport; as many as somebody asks for who wants figures.</summary>
    private static int Turns { get; } =
        int.TryParse(Environment.GetEnvironmentVariable(TurnsVariable), CultureInfo.InvariantCulture, out var turns) ? turns : 1;

    [Fact]
    public async Task Turns_are_answered_over_both_transports_where_one_packet_in_twenty_is_lost()
    {
        Assert.SkipWhen(ImpairedNetwork.Missing is not null, ImpairedNetwork.Missing ?? "");
        using var network = new ImpairedNetwork(Seed);
        using var server = await NetworkServer.StartAsync(network.Server);
        network.Impair(Bad);

        var run = await network.Client.DoAsync(() => ProgramRun.Of("dotnet", Arguments(server.Root)));

        output.WriteLine($"5 % loss and up to 30 ms jitter each way, seed {Seed}\n{run.Error}");
        Assert.SkipWhen(run.Error.Contains("calls_unavailable", StringComparison.Ordinal), "Calls need libsrtp2 and usrsctp here.");
        Assert.True(run.ExitCode is (int)ExitCode.Success or (int)ExitCode.Failed, run.Error);
        var (seen, dropped) = network.Packets;
        Assert.InRange(dropped, 1, seen / 5);
        var transports = JsonDocument.Parse(run.Output).RootElement.GetProperty("transports");
        foreach (var transport in transports.EnumerateObject())
        {
            Assert.True(transport.Value.GetProperty("unanswered").GetInt32() < Turns, run.Error);
            Assert.True(transport.Value.GetProperty("v2v_ms").GetProperty("p50").GetDouble() > 0, run.Error);
        }

        // One turn's eighty packets may all come: once in sixty runs.
        Assert.InRange(transports.GetProperty("webrtc").GetProperty("concealed_percent").GetDouble(), 0, 40);
    }

    private static string[] Arguments(Uri server) =>
        [
            RealProgram.FilePath,
            "bench",
            "transport",
            "--turns",
            Turns.ToString(CultureInfo.InvariantCulture),
            "--wav",
            Path.GetDirectoryName(SpokenSamples.CapitalOfItaly.FilePath)!,
            "--match",
            Path.GetFileName(SpokenSamples.CapitalOfItaly.FilePath),
            "--url",
            server.ToString(),
            "--json",
            "-",
        ];
}
