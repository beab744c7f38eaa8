using System.Net;
using LocalVoice.WebRtc.Ice;

namespace LocalVoice.WebRtc.Tests.Ice;

public sealed class HostCandidatesTests
{
    [Fact]
    public void An_address_to_listen_at_is_the_only_candidate() =>
        Assert.Equal([new IPEndPoint(IPAddress.Loopback, 9)], EndPoints(HostCandidates.Of(new(IPAddress.Loopback, 9), null, false)));

    [Fact]
    public void The_public_address_comes_first()
    {
        var candidates = HostCandidates.Of(new(IPAddress.Loopback, 9), IPAddress.Parse("203.0.113.7"), false);

        Assert.Equal(["203.0.113.7:9", "127.0.0.1:9"], candidates.Select(candidate => candidate.EndPoint.ToString()));
        Assert.True(candidates[0].Priority > candidates[1].Priority);
        Assert.All(candidates, candidate => Assert.InRange(candidate.Priority, 1u, (uint)int.MaxValue));
    }

    [Fact]
    public void An_address_is_a_candidate_once() => Assert.Single(HostCandidates.Of(new(IPAddress.Loopback, 9), IPAddress.Loopback, false));

    [Fact]
    public void Loopback_is_told_only_when_it_is_asked_for()
    {
        var all = new IPEndPoint(IPAddress.IPv6Any, 9);

        Assert.DoesNotContain(EndPoints(HostCandidates.Of(all, null, false)), at => IPAddress.IsLoopback(at.Address));
        Assert.Contains(new(IPAddress.Loopback, 9), EndPoints(HostCandidates.Of(all, null, true)));
    }

    [Theory]
    [InlineData("169.254.3.4", false)]
    [InlineData("fe80::1", false)]
    [InlineData("ff02::1", false)]
    [InlineData("192.168.3.4", true)]
    [InlineData("2001:db8::1", true)]
    [InlineData("fd00::1", true)]
    public void Link_local_addresses_are_no_candidates(string address, bool isReachable) =>
        Assert.Equal(isReachable, HostCandidates.IsReachable(IPAddress.Parse(address), withLoopback: false));

    private static IEnumerable<IPEndPoint> EndPoints(IEnumerable<WebRtc.Transport.IceCandidate> candidates) =>
        candidates.Select(candidate => candidate.EndPoint);
}
