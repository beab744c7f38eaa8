using System.Net;
using LocalVoice.WebRtc.Dtls;
using LocalVoice.WebRtc.Peers;
using LocalVoice.WebRtc.Stun;
using LocalVoice.WebRtc.Tests.Dtls;
using LocalVoice.WebRtc.Tests.Srtp;
using LocalVoice.WebRtc.Transport;

namespace LocalVoice.WebRtc.Tests.Peers;

/// <summary>Peers that are not who they should be, or send what they should not.</summary>
public sealed class HostilePeerTests : PeerNetworkScenario
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_does_not_know_the_secrets_gets_no_handshake(bool wrongPassword)
    {
        await using var peer = new TestPeer();
        await using var transport = Network.Accept(peer.Offer, Received);
        var check = peer.Check(transport);

        var response = await peer.CheckAsync(
            transport,
            wrongPassword ? check with { Password = new('x', 22) } : check with { Username = "no:body" }
        );

        Assert.True(StunMessage.TryParse(response, out var message));
        Assert.Equal(StunType.BindingError, message.Type);
        Assert.Equal(0, Network.Table.AddressCount);
        Assert.False(transport.Connected.IsCompleted);
    }

    [Fact]
    public async Task A_handshake_is_not_responded_to_before_a_check_has_passed()
    {
        var real = new DtlsPair();
        await real.ConnectAsync();
        var hello = real.SentByClient[0];
        await using var peer = new TestPeer();
        await using var transport = Network.Accept(peer.Offer, Received);
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
        await using var transport = Network.Accept(peer.Offer with { Fingerprint = other }, Received);

        _ = await peer.CheckAsync(transport);
        _ = await Assert.ThrowsAsync<TransportException>(() => peer.ShakeHandsAsync(transport.Fingerprint));

        var failure = await Assert.ThrowsAsync<TransportException>(() => transport.Connected.WaitAsync(Patience));
        Assert.Contains("fingerprint", failure.ToString(), StringComparison.Ordinal);
        await transport.Closed.WaitAsync(Patience);
        Assert.Equal(0, Network.Table.AddressCount);
    }

    [Fact]
    public async Task A_handshake_that_stalls_fails_inTime_and_leaves_room_for_others()
    {
        await using var network = Open(
            new()
            {
                Listen = new(IPAddress.Loopback, 0),
                MaxHandshakes = 1,
                HandshakeTimeout = TimeSpan.FromSeconds(1.5),
            }
        );
        await using var silent = new TestPeer(isDtlsServer: true);
        await using var stalled = network.Accept(silent.Offer, Received);
        _ = await silent.CheckAsync(stalled);

        var failure = await Assert.ThrowsAsync<TransportException>(() => stalled.Connected.WaitAsync(Patience));

        Assert.Contains("1.5 s", failure.Message, StringComparison.Ordinal);
        await using var peer = new TestPeer();
        await using var transport = network.Accept(peer.Offer, Received);
        await peer.ConnectAsync(transport);
    }

    [Fact]
    public async Task Garbage_harms_no_connection()
    {
        await using var peer = new TestPeer();
        await using var stranger = new TestPeer();
        await using var transport = Network.Accept(peer.Offer, Received);
        await using var other = Network.Accept(stranger.Offer, new RecordedPackets());
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

        Assert.Equal(RtpBytes.Rtp(1), await Received.NextRtpAsync());
        Assert.Equal([7], await Received.NextDataAsync());
        Assert.False(transport.Closed.IsCompleted);
    }

    [Fact]
    public async Task A_bare_request_gets_nothing_since_any_response_is_longer()
    {
        await using var peer = new TestPeer();
        await using var transport = Network.Accept(peer.Offer, Received);
        var bare = new byte[StunMessage.HeaderBytes];
        _ = new StunWriter(bare, StunType.BindingRequest, new byte[StunMessage.TransactionIdBytes]);
        _ = await peer.CheckAsync(transport);

        peer.SendRaw(bare);
        _ = await peer.CheckAsync(transport);

        Assert.Equal(2, peer.Responses);
    }

    [Fact]
    public async Task An_address_that_a_call_uses_cannot_be_taken_by_another_call()
    {
        await using var peer = new TestPeer();
        await using var transport = Network.Accept(peer.Offer, Received);
        await using var others = Network.Accept(peer.Offer, new RecordedPackets());
        await peer.ConnectAsync(transport);

        // As from a forged address: to the network both are the same.
        peer.SendRaw(peer.Check(others).ToBytes());
        _ = await peer.CheckAsync(transport);
        Assert.Equal(2, peer.Responses);
        peer.SendRtp(RtpBytes.Rtp(1));
        Assert.Equal(RtpBytes.Rtp(1), await Received.NextRtpAsync());

        Time.Advance(PeerTable.Hold);
        _ = await peer.CheckAsync(others);
        Assert.Equal(3, peer.Responses);
    }

    [Fact]
    public async Task What_comes_from_an_address_whose_check_has_not_passed_is_dropped()
    {
        await using var peer = new TestPeer();
        await using var transport = Network.Accept(peer.Offer, Received);
        await peer.ConnectAsync(transport);

        peer.Move();
        peer.SendRtp(RtpBytes.Rtp(1));
        _ = await peer.CheckAsync(transport);
        peer.SendRtp(RtpBytes.Rtp(2));

        Assert.Equal(RtpBytes.Rtp(2), await Received.NextRtpAsync());
    }

    [Fact]
    public async Task A_peer_that_sends_more_than_a_call_needs_loses_what_is_too_much()
    {
        await using var peer = new TestPeer();
        await using var transport = Network.Accept(peer.Offer, Received);
        await peer.ConnectAsync(transport);
        for (var i = 0; i < PacketRate.Most; i++)
        {
            peer.SendRaw([0x80, 111]);
            if (i % 100 == 0)
            {
                // So that the system's buffer never overflows.
                _ = await peer.CheckAsync(transport);
            }
        }

        peer.SendRtp(RtpBytes.Rtp(1));
        _ = await peer.CheckAsync(transport);
        Time.Advance(TimeSpan.FromSeconds(1));
        peer.SendRtp(RtpBytes.Rtp(2));

        Assert.Equal(RtpBytes.Rtp(2), await Received.NextRtpAsync());
    }
}
