using LocalVoice.WebRtc.Tests.Srtp;
using LocalVoice.WebRtc.Transport;

namespace LocalVoice.WebRtc.Tests.Peers;

/// <summary>Connections that end, or never begin.</summary>
public sealed class GonePeerTests : PeerNetworkScenario
{
    [Fact]
    public async Task A_goodbye_of_the_peer_closes_the_connection()
    {
        await using var peer = new TestPeer();
        await using var transport = Network.Accept(peer.Offer, Received);
        await peer.ConnectAsync(transport);

        peer.SayGoodbye();

        await transport.Closed.WaitAsync(Patience);
        Assert.Equal(0, Network.Table.AddressCount);
        transport.SendRtp(RtpBytes.Rtp(1));
    }

    [Fact]
    public async Task Disposing_a_connection_says_goodbye()
    {
        await using var peer = new TestPeer();
        var transport = Network.Accept(peer.Offer, Received);
        await peer.ConnectAsync(transport);

        await transport.DisposeAsync();

        await transport.Closed.WaitAsync(Patience);
        await peer.Closed.WaitAsync(Patience);
    }

    [Fact]
    public async Task Disposing_a_connection_ends_its_handshake()
    {
        await using var peer = new TestPeer(isDtlsServer: true);
        var transport = Network.Accept(peer.Offer, Received);
        _ = await peer.CheckAsync(transport);

        await transport.DisposeAsync();

        _ = await Assert.ThrowsAsync<TransportException>(() => transport.Connected.WaitAsync(Patience));
    }

    [Fact]
    public async Task A_peer_that_sends_no_more_checks_is_gone_after_30_s()
    {
        await using var peer = new TestPeer();
        await using var transport = Network.Accept(peer.Offer, Received);
        await peer.ConnectAsync(transport);

        Time.Advance(TimeSpan.FromSeconds(29));
        _ = await peer.CheckAsync(transport);
        Time.Advance(TimeSpan.FromSeconds(29));
        Assert.False(transport.Closed.IsCompleted);
        Time.Advance(TimeSpan.FromSeconds(1));

        await transport.Closed.WaitAsync(Patience);
    }

    [Fact]
    public async Task A_peer_that_never_comes_is_named_by_what_to_look_at()
    {
        await using var peer = new TestPeer();
        await using var transport = Network.Accept(peer.Offer, Received);

        Time.Advance(TimeSpan.FromSeconds(10));

        var failure = await Assert.ThrowsAsync<TransportException>(() => transport.Connected.WaitAsync(Patience));
        Assert.Contains($"UDP port {Network.LocalEndPoint.Port}", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_peer_that_checks_but_never_shakes_hands_is_gone_after_10_s()
    {
        await using var peer = new TestPeer();
        await using var transport = Network.Accept(peer.Offer, Received);

        Time.Advance(TimeSpan.FromSeconds(9));
        _ = await peer.CheckAsync(transport);
        Assert.False(transport.Closed.IsCompleted);
        Time.Advance(TimeSpan.FromSeconds(1));

        var failure = await Assert.ThrowsAsync<TransportException>(() => transport.Connected.WaitAsync(Patience));
        Assert.Contains("DTLS", failure.Message, StringComparison.Ordinal);
    }
}
