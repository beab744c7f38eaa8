using LocalVoice.WebRtc.Transport;

namespace LocalVoice.WebRtc.Tests.Peers;

public sealed class PeerNetworkLimitTests : PeerNetworkScenario
{
    [Fact]
    public async Task There_is_room_for_so_many_connections()
    {
        await using var peer = new TestPeer();
        var accepted = Enumerable.Range(0, 4).Select(_ => Network.Accept(peer.Offer, Received)).ToList();

        var failure = Assert.Throws<TransportException>(() => Network.Accept(peer.Offer, Received));
        await accepted[0].DisposeAsync();

        Assert.Contains("4 connections", failure.Message, StringComparison.Ordinal);
        _ = Network.Accept(peer.Offer, Received);
    }

    [Theory]
    [InlineData("sha-1", "00", "sha-1")]
    [InlineData("sha-256", "00:11", "32 hexadecimal bytes")]
    [InlineData("sha-512", "nonsense", "64 hexadecimal bytes")]
    public async Task A_fingerprint_that_cannot_be_relied_on_is_refused_with_why(string algorithm, string value, string why)
    {
        await using var peer = new TestPeer();

        var failure = Assert.Throws<TransportException>(() =>
            Network.Accept(peer.Offer with { Fingerprint = new(algorithm, value) }, Received)
        );

        Assert.Contains(why, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_port_that_is_taken_is_named()
    {
        var failure = Assert.Throws<TransportException>(() => Open(new() { Listen = Network.LocalEndPoint }));

        Assert.Contains(Network.LocalEndPoint.ToString(), failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_setting_out_of_its_range_is_named()
    {
        var failure = Assert.Throws<TransportException>(() => Open(new() { MaxHandshakes = 0 }));

        Assert.Equal("MaxHandshakes is 0; it may be 1 to 64.", failure.Message);
    }
}
