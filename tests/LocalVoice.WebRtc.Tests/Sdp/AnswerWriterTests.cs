using System.Net;
using LocalVoice.Testing.Calls;
using LocalVoice.WebRtc.Sdp;
using LocalVoice.WebRtc.Transport;

namespace LocalVoice.WebRtc.Tests.Sdp;

public sealed class AnswerWriterTests
{
    internal static readonly LocalSide Local = new(
        new("ours", "ourPasswordOf22Letters"),
        new("sha-256", "AA:BB"),
        [new(new(IPAddress.Parse("192.0.2.7"), 8189), 2_130_706_431), new(new(IPAddress.Parse("2001:db8::7"), 8189), 1)],
        4711,
        262_144
    );

    [Fact]
    public void An_answer_has_all_that_a_browser_needs_in_its_order()
    {
        Assert.Equal(
            """
            v=0
            o=- 42 1 IN IP4 0.0.0.0
            s=-
            t=0 0
            a=ice-lite
            a=group:BUNDLE 0 1
            a=msid-semantic: WMS localvoice
            m=audio 8189 UDP/TLS/RTP/SAVPF 111
            c=IN IP4 192.0.2.7
            a=candidate:1 1 udp 2130706431 192.0.2.7 8189 typ host
            a=candidate:2 1 udp 1 2001:db8::7 8189 typ host
            a=end-of-candidates
            a=ice-ufrag:ours
            a=ice-pwd:ourPasswordOf22Letters
            a=fingerprint:sha-256 AA:BB
            a=setup:passive
            a=mid:0
            a=sendrecv
            a=rtcp-mux
            a=rtcp-rsize
            a=rtpmap:111 opus/48000/2
            a=fmtp:111 minptime=10;useinbandfec=1
            a=msid:localvoice agent
            a=ssrc:4711 cname:localvoice
            m=application 8189 UDP/DTLS/SCTP webrtc-datachannel
            c=IN IP4 192.0.2.7
            a=candidate:1 1 udp 2130706431 192.0.2.7 8189 typ host
            a=candidate:2 1 udp 1 2001:db8::7 8189 typ host
            a=end-of-candidates
            a=ice-ufrag:ours
            a=ice-pwd:ourPasswordOf22Letters
            a=fingerprint:sha-256 AA:BB
            a=setup:passive
            a=mid:1
            a=sctp-port:5000
            a=max-message-size:262144

            """.ReplaceLineEndings("\r\n"),
            AnswerTo(Offers.Chromium)
        );
    }

    [Fact]
    public void Video_is_refused_in_its_place_and_is_in_no_bundle()
    {
        var answer = AnswerTo(Offers.WithVideo);

        Assert.Contains("a=group:BUNDLE 0 1\r\n", answer, StringComparison.Ordinal);
        Assert.EndsWith(
            "m=video 0 UDP/TLS/RTP/SAVPF 96 97\r\nc=IN IP4 0.0.0.0\r\na=mid:2\r\na=inactive\r\n",
            answer,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("a=sendonly", "a=recvonly", false)]
    [InlineData("a=recvonly", "a=sendonly", true)]
    [InlineData("a=inactive", "a=inactive", false)]
    public void Directions_are_mirrored_and_only_who_sends_names_a_stream(string theirs, string ours, bool sends)
    {
        var answer = AnswerTo(Offers.Chromium.Replace("a=sendrecv", theirs, StringComparison.Ordinal));

        Assert.Contains($"\r\n{ours}\r\n", answer, StringComparison.Ordinal);
        Assert.Equal(sends, answer.Contains("a=ssrc:", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("passive", "active")]
    [InlineData("active", "passive")]
    [InlineData("actpass", "passive")]
    public void Who_begins_the_handshake_is_the_other_one(string theirs, string ours) =>
        Assert.Contains(
            $"a=setup:{ours}\r\n",
            AnswerTo(Offers.Chromium.Replace("a=setup:actpass", $"a=setup:{theirs}", StringComparison.Ordinal)),
            StringComparison.Ordinal
        );

    [Fact]
    public void G711_is_answered_without_parameters()
    {
        var answer = AnswerTo(Offers.Chromium.Replace("SAVPF 111 63 9 0", "SAVPF 0", StringComparison.Ordinal));

        Assert.Contains("m=audio 8189 UDP/TLS/RTP/SAVPF 0\r\n", answer, StringComparison.Ordinal);
        Assert.Contains("a=rtpmap:0 PCMU/8000\r\n", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("a=fmtp", answer, StringComparison.Ordinal);
    }

    private static string AnswerTo(string offer) => AnswerWriter.Write(OfferReader.Read(offer), Local, 42);
}
