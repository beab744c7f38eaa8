using LocalVoice.Testing.Fuzzing;
using LocalVoice.WebRtc.Sctp;
using LocalVoice.WebRtc.Tests.Fuzzing;

namespace LocalVoice.WebRtc.Tests.Sctp;

[Trait("Category", FuzzInputs.Category)]
[Collection(nameof(Usrsctp))]
public sealed class SctpFuzzTests
{
    private const int BetweenGreetings = 1_000;
    private const int KeptPackets = 64;

    // A hostile peer costs more: it ends its association again and again.
    private static readonly int OutsidePackets = FuzzInputs.Count * 4 / 5;
    private static readonly int InsidePackets = FuzzInputs.Count / 5;
    private static readonly int Seed = FuzzInputs.Seed(1);

    [Fact]
    public async Task Garbage_of_strangers_changes_nothing_in_a_live_association()
    {
        var garbage = new SctpGarbage(Seed);
        var (one, other) = await SctpEnd.Connect();
        using (one)
        using (other)
        {
            var honest = Recorded(one, other);
            await Greet(one, other);
            for (var i = 0; i < OutsidePackets; i++)
            {
                other.Association.Receive(garbage.FromOutside(honest[i % honest.Count]));
                if (i % BetweenGreetings == 0)
                {
                    await Greet(one, other);
                    await Greet(other, one);
                }
            }

            Assert.Equal((0, 0), (one.Log.Waiting, other.Log.Waiting));
        }
    }

    [Fact]
    public async Task Garbage_of_a_peer_ends_its_own_association_at_most()
    {
        var garbage = new SctpGarbage(Seed + 1);
        var (good, friend) = await SctpEnd.Connect();
        using (good)
        using (friend)
        {
            var ends = 0;
            for (var i = 0; i < InsidePackets; ends++)
            {
                var (peer, victim) = await SctpEnd.Connect();
                using (peer)
                using (victim)
                {
                    var isOver = false;
                    victim.Log.OnEvent = happened => isOver |= happened is SctpClosed;
                    var honest = Recorded(peer, victim);
                    await Greet(peer, victim);

                    // The honest half of the peer would abort at the responses to what it never sent.
                    victim.Sent = _ => { };
                    for (var turn = 0; i < InsidePackets && turn < BetweenGreetings && !isOver && victim.Log.Waiting < 1_000; turn++, i++)
                    {
                        victim.Association.Receive(garbage.FromInside(honest[turn % honest.Count]));
                    }
                }

                await Greet(good, friend);
                await Greet(friend, good);
            }

            TestContext.Current.TestOutputHelper?.WriteLine(
                $"{ends} associations for {InsidePackets} packets; {Environment.WorkingSet >> 20} MiB"
            );
            Assert.Equal((0, 0), (good.Log.Waiting, friend.Log.Waiting));
        }
    }

    /// <summary>The packets of one side to the other, as they go on arriving.</summary>
    private static List<byte[]> Recorded(SctpEnd from, SctpEnd to)
    {
        List<byte[]> packets = [];
        from.Sent = packet =>
        {
            if (packets.Count < KeptPackets)
            {
                packets.Add(packet);
            }

            to.Association.Receive(packet);
        };
        for (var i = 0; i < 8; i++)
        {
            Assert.True(from.Send(new string('x', 1 << i), (ushort)i));
        }

        from.Association.ResetStream(3);
        return packets;
    }

    private static async Task Greet(SctpEnd from, SctpEnd to)
    {
        Assert.True(from.Send("good day", stream: 1));
        while (await to.Log.Next<SctpEvent>() is not SctpMessage { Payload.Length: 8 } message || message.Stream != 1) { }
    }
}
