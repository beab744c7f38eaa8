using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using LocalVoice.Testing.Audio;

namespace LocalVoice.EndToEnd.Tests.Network.Impaired;

/// <summary>Turns over a network that loses and delays packets.</summary>
public sealed class ImpairedNetworkTests(ITestOutputHelper output)
{
    private const int Seed = 5;
    private const int Port = 8080;
    private const int Datagrams = 1000;

    [Fact]
    public async Task Datagrams_are_lost_and_delayed_as_asked_for()
    {
        Assert.SkipWhen(ImpairedNetwork.Missing is not null, ImpairedNetwork.Missing ?? "");
        using var network = new ImpairedNetwork(Seed);
        using var server = await network.Server.DoAsync(() => Bound(network.Server.Address));
        using var client = await network.Client.DoAsync(() => Bound(network.Client.Address));

        var (all, soon) = Sent(client, server);
        Assert.Equal(Datagrams, all);
        Assert.True(soon < TimeSpan.FromMilliseconds(40), $"The fastest took {soon}.");
        network.Impair(new(0.05, TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(30)));
        var (arrived, shortest) = Sent(client, server);

        output.WriteLine($"{arrived} of {Datagrams} arrived; the fastest took {shortest.TotalMilliseconds:0.0} ms; seed {Seed}");
        Assert.InRange(arrived, 900, 985);
        Assert.InRange(shortest.TotalMilliseconds, 50, 200);
    }

    [Fact]
    public async Task A_turn_is_answered_where_one_packet_in_twenty_is_lost()
    {
        Assert.SkipWhen(ImpairedNetwork.Missing is not null, ImpairedNetwork.Missing ?? "");
        using var network = new ImpairedNetwork(Seed);
        using var server = await NetworkServer.StartAsync(network.Server);

        var plain = await TalkAsync(network, server);
        var before = network.Packets;
        network.Impair(new(0.05, TimeSpan.Zero, TimeSpan.FromMilliseconds(30)));
        var impaired = await TalkAsync(network, server);
        var after = network.Packets;

        var (seen, dropped) = (after.Seen - before.Seen, after.Dropped - before.Dropped);
        output.WriteLine(
            $"voice to voice {plain:0} ms without, {impaired:0} ms with 5 % loss and up to 30 ms jitter each way "
                + $"({dropped} of {seen} packets lost, seed {Seed})"
        );
        Assert.InRange(dropped, 1, seen / 5);
    }

    /// <summary>Asks what the starter models know, from the other end.</summary>
    /// <returns>Voice to voice, in milliseconds.</returns>
    private static async Task<double> TalkAsync(ImpairedNetwork network, NetworkServer server)
    {
        string[] arguments =
        [
            RealProgram.FilePath,
            "talk",
            "--wav",
            SpokenSamples.CapitalOfItaly.FilePath,
            "--lang",
            "es",
            "--url",
            server.Root.ToString(),
            "--json",
        ];
        var run = await network.Client.DoAsync(() => ProgramRun.Of("dotnet", arguments));
        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        var document = JsonDocument.Parse(run.Output).RootElement;
        Assert.Contains("La capital de Italia es Roma.", run.Output, StringComparison.Ordinal);
        return document.GetProperty("v2v_ms").GetDouble();
    }

    private static Socket Bound(IPAddress address)
    {
        var socket = new Socket(SocketType.Dgram, ProtocolType.Udp) { ReceiveTimeout = 1000, ReceiveBufferSize = 4 * 1024 * 1024 };
        socket.Bind(new IPEndPoint(address, Port));
        return socket;
    }

    /// <summary>Sends one each millisecond or so, each with the time at which it was sent.</summary>
    private static (int Arrived, TimeSpan Shortest) Sent(Socket from, Socket to)
    {
        var address = to.LocalEndPoint!;
        var receiving = Task.Run(() => Received(to));
        for (var i = 0; i < Datagrams; i++)
        {
            from.SendTo(BitConverter.GetBytes(Stopwatch.GetTimestamp()), address);
            if (i % 10 == 0)
            {
                from.Poll(10_000, SelectMode.SelectRead);
            }
        }

        return receiving.GetAwaiter().GetResult();
    }

    private static (int Arrived, TimeSpan Shortest) Received(Socket socket)
    {
        var (arrived, shortest) = (0, TimeSpan.MaxValue);
        var packet = new byte[64];
        try
        {
            while (arrived < Datagrams)
            {
                socket.Receive(packet);
                var taken = Stopwatch.GetElapsedTime(BitConverter.ToInt64(packet));
                (arrived, shortest) = (arrived + 1, taken < shortest ? taken : shortest);
            }
        }
        catch (SocketException)
        {
            // No more came.
        }

        return (arrived, shortest);
    }
}
