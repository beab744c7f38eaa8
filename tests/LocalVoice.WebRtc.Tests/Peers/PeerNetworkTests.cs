using System.Net;
using System.Net.Sockets;
using LocalVoice.WebRtc.Peers;
using LocalVoice.WebRtc.Stun;
using LocalVoice.WebRtc.Tests.Srtp;

namespace LocalVoice.WebRtc.Tests.Peers;

public sealed class PeerNetworkTests : PeerNetworkScenario
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Packets_go_both_ways_once_both_sides_have_shaken_hands(bool isPeerDtlsServer)
    {
        await using var peer = new TestPeer(isPeerDtlsServer);
        await using var transport = Network.Accept(peer.Offer, Received);

        await peer.ConnectAsync(transport);

        peer.SendRtp(RtpBytes.Rtp(1));
        Assert.Equal(RtpBytes.Rtp(1), await Received.NextRtpAsync());
        peer.SendRtcp(RtpBytes.Rtcp());
        Assert.Equal(RtpBytes.Rtcp(), await Received.NextRtcpAsync());
        peer.SendData([1, 2, 3]);
        Assert.Equal([1, 2, 3], await Received.NextDataAsync());
        transport.SendRtp(RtpBytes.Rtp(2));
        Assert.Equal(RtpBytes.Rtp(2), await peer.Received.NextRtpAsync());
        transport.SendRtcp(RtpBytes.Rtcp());
        Assert.Equal(RtpBytes.Rtcp(), await peer.Received.NextRtcpAsync());
        transport.SendData(new byte[1200]);
        Assert.Equal(new byte[1200], await peer.Received.NextDataAsync());
    }

    [Fact]
    public async Task Connections_share_the_port_and_get_their_own_packets_only()
    {
        await using var first = new TestPeer();
        await using var second = new TestPeer();
        var ofSecond = new RecordedPackets();
        await using var toFirst = Network.Accept(first.Offer, Received);
        await using var toSecond = Network.Accept(second.Offer, ofSecond);

        await Task.WhenAll(first.ConnectAsync(toFirst), second.ConnectAsync(toSecond));
        first.SendRtp(RtpBytes.Rtp(1));
        second.SendRtp(RtpBytes.Rtp(2));

        Assert.Equal(RtpBytes.Rtp(1), await Received.NextRtpAsync());
        Assert.Equal(RtpBytes.Rtp(2), await ofSecond.NextRtpAsync());
    }

    [Theory]
    [InlineData(AddressFamily.InterNetwork)]
    [InlineData(AddressFamily.InterNetworkV6)]
    public async Task One_port_serves_IPv4_and_IPv6(AddressFamily family)
    {
        Assert.SkipUnless(Socket.OSSupportsIPv6 && LoopbackIPv6IsThere(), "This machine has no IPv6.");
        await using var network = Open(new() { Listen = new(IPAddress.IPv6Any, 0), WithLoopback = true });
        await using var peer = new TestPeer(family: family);
        await using var transport = network.Accept(peer.Offer, Received);

        var response = await peer.CheckAsync(transport);
        await peer.ConnectAsync(transport);
        transport.SendRtp(RtpBytes.Rtp(1));

        Assert.Equal(RtpBytes.Rtp(1), await peer.Received.NextRtpAsync());
        Assert.True(StunMessage.TryParse(response, out var message));
        Assert.True(message.TryFind(StunAttribute.XorMappedAddress, out var address));
        Assert.Equal(family == AddressFamily.InterNetwork ? 8 : 20, address.Length);
    }

    [Fact]
    public async Task A_peer_that_moves_is_followed_once_it_nominates_its_new_address()
    {
        await using var peer = new TestPeer();
        await using var transport = Network.Accept(peer.Offer, Received);
        await peer.ConnectAsync(transport);

        peer.Move();
        _ = await peer.CheckAsync(transport);
        transport.SendRtp(RtpBytes.Rtp(1));
        peer.SendRtp(RtpBytes.Rtp(2));

        Assert.Equal(RtpBytes.Rtp(1), await peer.Received.NextRtpAsync());
        Assert.Equal(RtpBytes.Rtp(2), await Received.NextRtpAsync());
        Assert.Equal(2, Network.Table.AddressCount);
    }

    [Fact]
    public async Task A_peer_that_tries_ever_new_addresses_is_kept_at_a_few()
    {
        await using var peer = new TestPeer();
        await using var transport = Network.Accept(peer.Offer, Received);
        for (var i = 0; i < 2 * PeerTable.MostAddresses; i++)
        {
            peer.Move();
            _ = await peer.CheckAsync(transport);
        }

        Assert.Equal(PeerTable.MostAddresses, Network.Table.AddressCount);
        await transport.DisposeAsync();
        Assert.Equal(0, Network.Table.AddressCount);
    }

    [Fact]
    public async Task A_packet_that_is_repeated_is_delivered_once()
    {
        await using var peer = new TestPeer();
        await using var transport = Network.Accept(peer.Offer, Received);
        await peer.ConnectAsync(transport);
        peer.Repeats = true;

        for (var number = 1; number <= 5; number++)
        {
            peer.SendRtp(RtpBytes.Rtp(number));
            peer.SendRtcp(RtpBytes.Rtcp());
            peer.SendData([(byte)number]);
        }

        for (var number = 1; number <= 5; number++)
        {
            Assert.Equal(RtpBytes.Rtp(number), await Received.NextRtpAsync());
            Assert.Equal([(byte)number], await Received.NextDataAsync());
        }
    }

    private static bool LoopbackIPv6IsThere()
    {
        try
        {
            using var socket = new Socket(AddressFamily.InterNetworkV6, SocketType.Dgram, ProtocolType.Udp);
            socket.Bind(new IPEndPoint(IPAddress.IPv6Loopback, 0));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
