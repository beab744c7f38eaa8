using LocalVoice.WebRtc.Sctp;

namespace LocalVoice.WebRtc.Tests.Sctp;

[Collection(nameof(Usrsctp))]
public sealed class SctpAssociationTests
{
    private const int Initiation = 1;
    private const int ChunkTypeOffset = 12;

    [Fact]
    public async Task Both_sides_may_start_at_once()
    {
        var (one, other) = SctpEnd.Join();
        using (one)
        using (other)
        {
            var (toOther, toOne) = (new List<byte[]>(), new List<byte[]>());
            (one.Sent, other.Sent) = (toOther.Add, toOne.Add);
            one.Association.Start();
            other.Association.Start();
            Assert.Equal(Initiation, Assert.Single(toOther)[ChunkTypeOffset]);
            Assert.Equal(Initiation, Assert.Single(toOne)[ChunkTypeOffset]);

            one.Sent = packet => other.Association.Receive(packet);
            other.Sent = packet => one.Association.Receive(packet);
            one.Association.Receive(toOne[0]);
            other.Association.Receive(toOther[0]);
            Assert.Equal(SctpStack.Streams, (await one.Log.Next<SctpConnected>()).OutgoingStreams);
            Assert.Equal(SctpStack.Streams, (await other.Log.Next<SctpConnected>()).OutgoingStreams);
            Assert.True(one.Send("hello"));
            Assert.Equal("hello", await other.NextText());
        }
    }

    [Fact]
    public async Task Packets_that_come_before_the_start_are_not_lost()
    {
        var (one, other) = SctpEnd.Join();
        using (one)
        using (other)
        {
            var initiations = 0;
            one.Sent = packet =>
            {
                initiations += packet[ChunkTypeOffset] == Initiation ? 1 : 0;
                other.Association.Receive(packet);
            };
            other.Sent = packet =>
            {
                if (packet[ChunkTypeOffset] != Initiation)
                {
                    one.Association.Receive(packet);
                }
            };
            one.Association.Start();
            other.Association.Start();
            await one.Log.Next<SctpConnected>();
            await other.Log.Next<SctpConnected>();
            Assert.Equal(1, initiations);
        }
    }

    [Fact]
    public async Task Messages_arrive_in_order_in_both_directions_with_their_stream_and_protocol()
    {
        var (one, other) = await SctpEnd.Connect();
        using (one)
        using (other)
        {
            for (var i = 0; i < 500; i++)
            {
                Assert.True(one.Association.Send((ushort)(i % 3), (uint)(50 + i % 4), [(byte)i]));
                Assert.True(other.Send($"back {i}"));
            }

            for (var i = 0; i < 500; i++)
            {
                var message = await other.Log.Next<SctpMessage>();
                Assert.Equal(
                    (i % 3, 50 + i % 4, (byte)i),
                    (message.Stream, (int)message.Protocol, Assert.Single(message.Payload.ToArray()))
                );
                Assert.Equal($"back {i}", await one.NextText());
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Over_a_bad_network_everything_arrives_in_order(int seed)
    {
        var (one, other) = await SctpEnd.Connect();
        using (one)
        using (other)
        {
            var there = new BadNetwork(seed, packet => other.Association.Receive(packet));
            var back = new BadNetwork(-seed, packet => one.Association.Receive(packet));
            (one.Sent, other.Sent) = (there.Send, back.Send);
            var random = new Random(seed);
            for (var i = 0; i < 200; i++)
            {
                Assert.True(one.Send($"{i}{new string('x', random.Next(3000))}"));
                Assert.True(other.Send($"back {i}"));
            }

            for (var i = 0; i < 200; i++)
            {
                Assert.Equal($"{i}", (await other.NextText()).TrimEnd('x'));
                Assert.Equal($"back {i}", await one.NextText());
            }

            Assert.True(there is { Lost: > 0, Overtaken: > 0 }, "the network was bad");
        }
    }

    [Theory]
    [InlineData(200_000)]
    [InlineData(SctpStack.MaxMessageBytes)]
    public async Task A_long_message_arrives_whole_in_packets_that_every_network_carries(int length)
    {
        var (one, other) = await SctpEnd.Connect();
        using (one)
        using (other)
        {
            var longest = 0;
            one.Sent = packet =>
            {
                longest = Math.Max(longest, packet.Length);
                other.Association.Receive(packet);
            };
            var payload = new byte[length];
            new Random(length).NextBytes(payload);
            Assert.True(one.Send(payload));
            Assert.Equal(payload, (await other.Log.Next<SctpMessage>()).Payload.ToArray());
            Assert.InRange(longest, SctpStack.MaxPacketBytes - 64, SctpStack.MaxPacketBytes);
        }
    }

    [Fact]
    public async Task A_message_above_the_limit_ends_the_association_on_both_sides()
    {
        var (one, other) = await SctpEnd.Connect(new SctpOptions { MaxReceivedBytes = 1000 });
        using (one)
        using (other)
        {
            one.Send(new byte[1000]);
            await other.Log.Next<SctpMessage>();
            one.Send(new byte[1001]);
            Assert.Contains("more than 1000 bytes", (await other.Log.Next<SctpClosed>()).Reason, StringComparison.Ordinal);
            await one.Log.Next<SctpClosed>();
            Assert.False(other.Send("too late"));
        }
    }

    [Fact]
    public async Task Who_is_held_back_gets_everything_when_there_is_room()
    {
        var (one, other) = await SctpEnd.Connect();
        using (one)
        using (other)
        {
            other.Log.CanReceive = false;
            for (var i = 0; i < 8; i++)
            {
                Assert.True(one.Send(new string((char)('a' + i), 100_000)));
            }

            Assert.Equal(0, other.Log.Waiting);
            other.Log.CanReceive = true;
            other.Association.Drain();
            for (var i = 0; i < 8; i++)
            {
                Assert.Equal(new string((char)('a' + i), 100_000), await other.NextText());
            }
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_does_not_read_is_closed_with_the_reason(bool isThere)
    {
        var (one, other) = await SctpEnd.Connect();
        using (one)
        using (other)
        {
            other.Log.CanReceive = false;
            one.Sent = packet =>
            {
                if (isThere)
                {
                    other.Association.Receive(packet);
                }
            };
            var sent = 0;
            while (one.Send(new byte[10_000]) && sent < 1000)
            {
                sent++;
            }

            Assert.InRange(sent, 80, 200);
            Assert.Contains("does not read", (await one.Log.Next<SctpClosed>()).Reason, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_shutdown_delivers_what_was_sent_and_ends_both_sides()
    {
        var (one, other) = await SctpEnd.Connect();
        using (one)
        using (other)
        {
            one.Send("last words");
            one.Association.Shutdown();
            Assert.Equal("last words", await other.NextText());
            await other.Log.Next<SctpClosed>();
            await one.Log.Next<SctpClosed>();
        }
    }

    [Fact]
    public async Task What_is_aborted_ends_the_other_side_and_says_why_here()
    {
        var (one, other) = await SctpEnd.Connect();
        using (one)
        using (other)
        {
            one.Association.Abort("enough");
            Assert.Equal("enough", (await one.Log.Next<SctpClosed>()).Reason);
            Assert.Contains("lost", (await other.Log.Next<SctpClosed>()).Reason, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_is_disposed_says_nothing_more()
    {
        var (one, other) = await SctpEnd.Connect();
        using (one)
        using (other)
        {
            one.Association.Dispose();
            await other.Log.Next<SctpClosed>();
            one.Association.Receive(new byte[100]);
            Assert.False(one.Send("too late"));
            one.Association.Start();
            Assert.Equal(0, one.Log.Waiting);
        }
    }

    [Fact]
    public async Task A_fault_above_ends_its_own_association_only()
    {
        var (one, other) = await SctpEnd.Connect();
        using (one)
        using (other)
        {
            other.Log.OnEvent = happened =>
            {
                if (happened is SctpMessage)
                {
                    throw new InvalidOperationException("a fault of the test");
                }
            };
            Assert.True(one.Send("hello"));
            Assert.Contains("a fault of the test", (await other.Log.Next<SctpClosed>()).Reason, StringComparison.Ordinal);
            await one.Log.Next<SctpClosed>();
        }
    }

    [Fact]
    public async Task A_reset_comes_after_what_was_sent_on_the_stream()
    {
        var (one, other) = await SctpEnd.Connect();
        using (one)
        using (other)
        {
            one.Send("before", stream: 7);
            one.Association.ResetStream(7);
            Assert.Equal("before", await other.NextText());
            Assert.Equal([7], (await other.Log.Next<SctpStreamsReset>()).Streams);
        }
    }
}
