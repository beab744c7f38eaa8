using System.Net;
using System.Net.Sockets;
using LocalVoice.WebRtc.Dtls;
using LocalVoice.WebRtc.Peers;
using LocalVoice.WebRtc.Stun;
using LocalVoice.WebRtc.Tests.Dtls;
using LocalVoice.WebRtc.Tests.Srtp;
using LocalVoice.WebRtc.Transport;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace LocalVoice.WebRtc.Tests.Peers;

public sealed class PeerNetworkTests : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly FakeTimeProvider _time = new();
    private readonly RecordedPackets _received = new();
    private readonly PeerNetwork _network;

    public PeerNetworkTests()
    {
        Libsrtp.SkipWhereMissing();
        _network = Open(new() { Listen = new(IPAddress.Loopback, 0), MaxConnections = 4 });
    }

    public async ValueTask DisposeAsync()
    {
        if (_network is not null)
        {
            await _network.DisposeAsync();
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Packets_go_both_ways_once_both_sides_have_shaken_hands(bool isPeerDtlsServer)
    {
        await using var peer = new TestPeer(isPeerDtlsServer);
        await using var transport = _network.Accept(peer.Offer, _received);

        await peer.ConnectAsync(transport);

        peer.SendRtp(RtpBytes.Rtp(1));
        Assert.Equal(RtpBytes.Rtp(1), await _received.NextRtpAsync());
        peer.SendRtcp(RtpBytes.Rtcp());
        Assert.Equal(RtpBytes.Rtcp(), await _received.NextRtcpAsync());
        peer.SendData([1, 2, 3]);
        Assert.Equal([1, 2, 3], await _received.NextDataAsync());
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
        await using var toFirst = _network.Accept(first.Offer, _received);
        await using var toSecond = _network.Accept(second.Offer, ofSecond);

        await Task.WhenAll(first.ConnectAsync(toFirst), second.ConnectAsync(toSecond));
        first.SendRtp(RtpBytes.Rtp(1));
        second.SendRtp(RtpBytes.Rtp(2));

        Assert.Equal(RtpBytes.Rtp(1), await _received.NextRtpAsync());
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
        await using var transport = network.Accept(peer.Offer, _received);

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
        await using var transport = _network.Accept(peer.Offer, _received);
        await peer.ConnectAsync(transport);

        peer.Move();
        _ = await peer.CheckAsync(transport);
        transport.SendRtp(RtpBytes.Rtp(1));
        peer.SendRtp(RtpBytes.Rtp(2));

        Assert.Equal(RtpBytes.Rtp(1), await peer.Received.NextRtpAsync());
        Assert.Equal(RtpBytes.Rtp(2), await _received.NextRtpAsync());
        Assert.Equal(2, _network.Table.AddressCount);
    }

    [Fact]
    public async Task A_peer_that_tries_ever_new_addresses_is_kept_at_a_few()
    {
        await using var peer = new TestPeer();
        await using var transport = _network.Accept(peer.Offer, _received);
        for (var i = 0; i < 2 * PeerTable.MostAddresses; i++)
        {
            peer.Move();
            _ = await peer.CheckAsync(transport);
        }

        Assert.Equal(PeerTable.MostAddresses, _network.Table.AddressCount);
        await transport.DisposeAsync();
        Assert.Equal(0, _network.Table.AddressCount);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_does_not_know_the_secrets_gets_no_handshake(bool wrongPassword)
    {
        await using var peer = new TestPeer();
        await using var transport = _network.Accept(peer.Offer, _received);
        var check = peer.Check(transport);

        var response = await peer.CheckAsync(
            transport,
            wrongPassword ? check with { Password = new('x', 22) } : check with { Username = "no:body" }
        );

        Assert.True(StunMessage.TryParse(response, out var message));
        Assert.Equal(StunType.BindingError, message.Type);
        Assert.Equal(0, _network.Table.AddressCount);
        Assert.False(transport.Connected.IsCompleted);
    }

    [Fact]
    public async Task A_handshake_is_not_responded_to_before_a_check_has_passed()
    {
        var real = new DtlsPair();
        await real.ConnectAsync();
        var hello = real.SentByClient[0];
        await using var peer = new TestPeer();
        await using var transport = _network.Accept(peer.Offer, _received);
        var wrong = peer.Check(transport) with { Password = new('x', 22) };
        _ = await peer.CheckAsync(transport, wrong);

        for (var i = 0; i < 20; i++)
        {
            peer.SendRaw(hello);
            _ = await peer.CheckAsync(transport, wrong);
        }

        Assert.False(peer.HasHandshake);
        _ = await peer.CheckAsync(transport);
        peer.SendRaw(hello);
        using var patience = new CancellationTokenSource(Patience);
        while (!peer.HasHandshake)
        {
            patience.Token.ThrowIfCancellationRequested();
            _ = await peer.CheckAsync(transport);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_certificate_that_was_not_offered_is_refused(bool isPeerDtlsServer)
    {
        await using var peer = new TestPeer(isPeerDtlsServer);
        var other = DtlsIdentity.Create(TimeProvider.System).Fingerprint;
        await using var transport = _network.Accept(peer.Offer with { Fingerprint = other }, _received);

        _ = await peer.CheckAsync(transport);
        _ = await Assert.ThrowsAsync<TransportException>(() => peer.ShakeHandsAsync(transport.Fingerprint));

        var failure = await Assert.ThrowsAsync<TransportException>(() => transport.Connected.WaitAsync(Patience));
        Assert.Contains("fingerprint", failure.ToString(), StringComparison.Ordinal);
        await transport.Closed.WaitAsync(Patience);
        Assert.Equal(0, _network.Table.AddressCount);
    }

    [Fact]
    public async Task A_handshake_that_stalls_fails_in_time_and_leaves_room_for_others()
    {
        await using var network = Open(
            new()
            {
                Listen = new(IPAddress.Loopback, 0),
                MaxHandshakes = 1,
                HandshakeTimeout = TimeSpan.FromSeconds(0.3),
            }
        );
        await using var silent = new TestPeer(isDtlsServer: true);
        await using var stalled = network.Accept(silent.Offer, _received);
        _ = await silent.CheckAsync(stalled);

        var failure = await Assert.ThrowsAsync<TransportException>(() => stalled.Connected.WaitAsync(Patience));

        Assert.Contains("0.3 s", failure.Message, StringComparison.Ordinal);
        await using var peer = new TestPeer();
        await using var transport = network.Accept(peer.Offer, _received);
        await peer.ConnectAsync(transport);
    }

    [Fact]
    public async Task A_packet_that_is_repeated_is_delivered_once()
    {
        await using var peer = new TestPeer();
        await using var transport = _network.Accept(peer.Offer, _received);
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
            Assert.Equal(RtpBytes.Rtp(number), await _received.NextRtpAsync());
            Assert.Equal([(byte)number], await _received.NextDataAsync());
        }
    }

    [Fact]
    public async Task Garbage_harms_no_connection()
    {
        await using var peer = new TestPeer();
        await using var stranger = new TestPeer();
        await using var transport = _network.Accept(peer.Offer, _received);
        await using var other = _network.Accept(stranger.Offer, new RecordedPackets());
        await peer.ConnectAsync(transport);
        _ = await stranger.CheckAsync(other, stranger.Check(other) with { Password = new('x', 22) });
        var random = new Random(20_253);
        for (var i = 0; i < 5_000; i++)
        {
            var bytes = new byte[i % 500 == 0 ? random.Next(2_000, 9_000) : random.Next(0, 300)];
            random.NextBytes(bytes);
            if (bytes.Length > 0 && i % 3 == 0)
            {
                bytes[0] = (byte)random.Next(20, 64);
            }

            (i % 2 == 0 ? peer : stranger).SendRaw(bytes);
            if (i % 100 == 0)
            {
                // So that the system's buffer never overflows.
                _ = await peer.CheckAsync(transport);
            }
        }

        peer.SendRtp(RtpBytes.Rtp(1));
        peer.SendData([7]);

        Assert.Equal(RtpBytes.Rtp(1), await _received.NextRtpAsync());
        Assert.Equal([7], await _received.NextDataAsync());
        Assert.False(transport.Closed.IsCompleted);
    }

    [Fact]
    public async Task A_bare_request_gets_nothing_since_any_response_is_longer()
    {
        await using var peer = new TestPeer();
        await using var transport = _network.Accept(peer.Offer, _received);
        var bare = new byte[StunMessage.HeaderBytes];
        _ = new StunWriter(bare, StunType.BindingRequest, new byte[StunMessage.TransactionIdBytes]);
        _ = await peer.CheckAsync(transport);

        peer.SendRaw(bare);
        _ = await peer.CheckAsync(transport);

        Assert.Equal(2, peer.Responses);
    }

    [Fact]
    public async Task A_goodbye_of_the_peer_closes_the_connection()
    {
        await using var peer = new TestPeer();
        await using var transport = _network.Accept(peer.Offer, _received);
        await peer.ConnectAsync(transport);

        peer.SayGoodbye();

        await transport.Closed.WaitAsync(Patience);
        Assert.Equal(0, _network.Table.AddressCount);
        transport.SendRtp(RtpBytes.Rtp(1));
    }

    [Fact]
    public async Task Disposing_a_connection_says_goodbye()
    {
        await using var peer = new TestPeer();
        var transport = _network.Accept(peer.Offer, _received);
        await peer.ConnectAsync(transport);

        await transport.DisposeAsync();

        await transport.Closed.WaitAsync(Patience);
        await peer.Closed.WaitAsync(Patience);
    }

    [Fact]
    public async Task Disposing_a_connection_ends_its_handshake()
    {
        await using var peer = new TestPeer(isDtlsServer: true);
        var transport = _network.Accept(peer.Offer, _received);
        _ = await peer.CheckAsync(transport);

        await transport.DisposeAsync();

        _ = await Assert.ThrowsAsync<TransportException>(() => transport.Connected.WaitAsync(Patience));
    }

    [Fact]
    public async Task A_peer_that_sends_no_more_checks_is_gone_after_30_s()
    {
        await using var peer = new TestPeer();
        await using var transport = _network.Accept(peer.Offer, _received);
        await peer.ConnectAsync(transport);

        _time.Advance(TimeSpan.FromSeconds(29));
        _ = await peer.CheckAsync(transport);
        _time.Advance(TimeSpan.FromSeconds(29));
        Assert.False(transport.Closed.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));

        await transport.Closed.WaitAsync(Patience);
    }

    [Fact]
    public async Task A_peer_that_never_comes_is_named_by_what_to_look_at()
    {
        await using var peer = new TestPeer();
        await using var transport = _network.Accept(peer.Offer, _received);

        _time.Advance(TimeSpan.FromSeconds(30));

        var failure = await Assert.ThrowsAsync<TransportException>(() => transport.Connected.WaitAsync(Patience));
        Assert.Contains($"UDP port {_network.LocalEndPoint.Port}", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_peer_that_checks_but_never_shakes_hands_is_gone_after_30_s()
    {
        await using var peer = new TestPeer();
        await using var transport = _network.Accept(peer.Offer, _received);

        _time.Advance(TimeSpan.FromSeconds(20));
        _ = await peer.CheckAsync(transport);
        _time.Advance(TimeSpan.FromSeconds(10));

        var failure = await Assert.ThrowsAsync<TransportException>(() => transport.Connected.WaitAsync(Patience));
        Assert.Contains("DTLS", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task There_is_room_for_so_many_connections()
    {
        await using var peer = new TestPeer();
        var accepted = Enumerable.Range(0, 4).Select(_ => _network.Accept(peer.Offer, _received)).ToList();

        var failure = Assert.Throws<TransportException>(() => _network.Accept(peer.Offer, _received));
        await accepted[0].DisposeAsync();

        Assert.Contains("4 connections", failure.Message, StringComparison.Ordinal);
        _ = _network.Accept(peer.Offer, _received);
    }

    [Theory]
    [InlineData("sha-1", "00", "sha-1")]
    [InlineData("sha-256", "00:11", "32 hexadecimal bytes")]
    [InlineData("sha-512", "nonsense", "64 hexadecimal bytes")]
    public async Task A_fingerprint_that_cannot_be_relied_on_is_refused_with_why(string algorithm, string value, string why)
    {
        await using var peer = new TestPeer();

        var failure = Assert.Throws<TransportException>(() =>
            _network.Accept(peer.Offer with { Fingerprint = new(algorithm, value) }, _received)
        );

        Assert.Contains(why, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_port_that_is_taken_is_named()
    {
        var failure = Assert.Throws<TransportException>(() => Open(new() { Listen = _network.LocalEndPoint }));

        Assert.Contains(_network.LocalEndPoint.ToString(), failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_setting_out_of_its_range_is_named()
    {
        var failure = Assert.Throws<TransportException>(() => Open(new() { MaxHandshakes = 0 }));

        Assert.Equal("MaxHandshakes is 0; it may be 1 to 64.", failure.Message);
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

    private PeerNetwork Open(PeerNetworkOptions options) => PeerNetwork.Open(options, _time, NullLoggerFactory.Instance);
}
