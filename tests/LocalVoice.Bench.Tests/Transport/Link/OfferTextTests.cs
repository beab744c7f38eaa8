using System.Net;
using LocalVoice.Bench.Transport.Link;
using LocalVoice.WebRtc.Sdp;
using LocalVoice.WebRtc.Transport;

namespace LocalVoice.Bench.Tests.Transport.Link;

public sealed class OfferTextTests
{
    private static readonly IceCredentials Ours = new("abcdefgh", "abcdefghijklmnopqrstuvwx");
    private static readonly DtlsFingerprint Print = new("sha-256", string.Join(':', Enumerable.Repeat("AB", 32)));

    [Fact]
    public void An_offer_says_what_a_server_reads_of_it()
    {
        var offer = OfferReader.Read(OfferText.Write(Ours, Print, ssrc: 7, withData: true));

        Assert.Equal((Ours, Print, false), (offer.Remote.Credentials, offer.Remote.Fingerprint, offer.Remote.IsDtlsServer));
        Assert.Equal(new OfferedAudio(AudioCodec.Opus, OfferText.PayloadType, MediaDirection.SendRecv, false), offer.Audio);
        Assert.Equal(OfferText.SctpPort, offer.Data!.SctpPort);
    }

    [Fact]
    public void An_offer_of_voice_alone_has_no_data()
    {
        Assert.Null(OfferReader.Read(OfferText.Write(Ours, Print, ssrc: 7, withData: false)).Data);
    }

    [Fact]
    public void A_servers_answer_is_read_with_its_addresses_of_IPv4()
    {
        var answer = PeerAnswer.Read(Answer(IPAddress.Parse("10.1.2.3"), IPAddress.IPv6Loopback));

        Assert.Equal([new IPEndPoint(IPAddress.Parse("10.1.2.3"), 8189)], answer.Candidates);
        Assert.Equal(Ours, answer.Remote.Credentials);
        Assert.True(answer.Remote.IsDtlsServer);
    }

    [Fact]
    public void An_answer_without_such_an_address_is_refused_with_what_is_missing()
    {
        var refusal = Assert.Throws<SdpException>(() => PeerAnswer.Read(Answer(IPAddress.IPv6Loopback)));

        Assert.Contains("no candidate of UDP and IPv4", refusal.Message, StringComparison.Ordinal);
    }

    private static string Answer(params IPAddress[] addresses)
    {
        var candidates = addresses.Select((address, index) => new IceCandidate(new(address, 8189), (uint)(100 - index))).ToList();
        var offer = OfferReader.Read(OfferText.Write(Ours, Print, ssrc: 7, withData: true));
        return AnswerWriter.Write(offer, new(Ours, Print, candidates, 9, 1000), sessionId: 1);
    }
}
