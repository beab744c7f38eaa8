using LocalVoice.Testing.Calls;
using LocalVoice.WebRtc.Sdp;

namespace LocalVoice.WebRtc.Tests.Sdp;

/// <summary>What clients other than Chromium offer, and what theirs may leave out.</summary>
public sealed class ClientOfferTests
{
    private const string Candidate = "a=candidate:1 1 udp 2122260223 192.0.2.99 56143 typ host generation 0\r\n";

    public static TheoryData<string, int, long> Clients =>
        new()
        {
            { Offers.Firefox, 109, 1_073_741_823 },
            { Offers.Aiortc, 96, 65_536 },
            { Offers.Werift, 96, 65_536 },
        };

    [Theory]
    [MemberData(nameof(Clients))]
    public void Other_clients_offers_are_read(string sdp, int opus, long bytes)
    {
        var offer = OfferReader.Read(sdp);

        Assert.Equal(
            (AudioCodec.Opus, opus, MediaDirection.SendRecv),
            (offer.Audio!.Codec, offer.Audio.PayloadType, offer.Audio.Direction)
        );
        Assert.Equal(new OfferedData(5000, bytes), offer.Data);
        Assert.Equal("thrs", offer.Remote.Credentials.UsernameFragment);
        Assert.StartsWith("1F:2F:", offer.Remote.Fingerprint.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Data_channels_of_the_drafts_are_answered_as_they_had_it()
    {
        var offer = OfferReader.Read(
            Offers
                .Aiortc.Replace("SCTP 5000", "SCTP 6000", StringComparison.Ordinal)
                .Replace("map:5000", "map:6000", StringComparison.Ordinal)
        );
        var answer = AnswerWriter.Write(offer, AnswerWriterTests.Local, 42);

        Assert.Equal(6000, offer.Data!.SctpPort);
        Assert.Contains("m=application 8189 DTLS/SCTP 5000\r\n", answer, StringComparison.Ordinal);
        Assert.Contains("a=sctpmap:5000 webrtc-datachannel 1024\r\n", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("a=sctp-port", answer, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_data_channel_of_the_drafts_is_refused_and_the_audio_is_not()
    {
        var offer = OfferReader.Read(Offers.Aiortc.Replace("a=sctpmap:5000 webrtc", "a=sctpmap:5001 webrtc", StringComparison.Ordinal));

        Assert.Null(offer.Data);
        Assert.Contains("m=application 0 ", AnswerWriter.Write(offer, AnswerWriterTests.Local, 42), StringComparison.Ordinal);
        var error = Assert.Throws<SdpException>(() => OfferReader.Read(Offers.Aiortc.Replace("5000", "70000", StringComparison.Ordinal)));
        Assert.Contains("1 to 65535", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0 1", "thrs", "0 1")]
    [InlineData("1 0", "othr", "1 0")]
    [InlineData("2 1 0", "othr", "1 0")]
    [InlineData("2 0 1 1", "thrs", "0 1")]
    public void The_first_of_the_bundle_that_is_accepted_says_the_transport_and_is_first_in_the_answer(
        string bundle,
        string fragment,
        string answered
    )
    {
        var sdp = Offers.Aiortc.Replace("BUNDLE 0 1", $"BUNDLE {bundle}", StringComparison.Ordinal);
        var video = "m=video 9 UDP/TLS/RTP/SAVPF 96\r\na=mid:2\r\na=ice-ufrag:none\r\n";

        var offer = OfferReader.Read(sdp + video);

        Assert.Equal(fragment, offer.Remote.Credentials.UsernameFragment);
        Assert.Contains($"a=group:BUNDLE {answered}\r\n", AnswerWriter.Write(offer, AnswerWriterTests.Local, 42), StringComparison.Ordinal);
    }

    [Fact]
    public void A_section_in_the_bundle_only_needs_no_transport_of_its_own()
    {
        var at = Offers.Aiortc.IndexOf("a=ice-ufrag:othr", StringComparison.Ordinal);
        var sdp = (Offers.Aiortc[..at] + "a=bundle-only\r\n").Replace("m=application 36723", "m=application 0", StringComparison.Ordinal);

        var offer = OfferReader.Read(sdp);

        Assert.NotNull(offer.Data);
        Assert.Equal("thrs", offer.Remote.Credentials.UsernameFragment);
    }

    [Theory]
    [InlineData("m=audio", "m=application")]
    [InlineData("m=application", "m=audio")]
    public void Audio_alone_and_data_alone_need_no_bundle(string kept, string other)
    {
        var session = Offers.Chromium[..Offers.Chromium.IndexOf("m=", StringComparison.Ordinal)];
        var section = "m=" + Offers.Chromium.Split("\r\nm=").First(part => part.StartsWith(kept[2..], StringComparison.Ordinal)) + "\r\n";
        var offer = OfferReader.Read(session.Replace("a=group:BUNDLE 0 1\r\n", "", StringComparison.Ordinal) + section);
        var answer = AnswerWriter.Write(offer, AnswerWriterTests.Local, 42);

        Assert.Contains(kept, answer, StringComparison.Ordinal);
        Assert.DoesNotContain(other, answer, StringComparison.Ordinal);
        Assert.DoesNotContain("BUNDLE", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a=candidate:1 1 udp 2122260223 2001:db8::99 56143 typ host\r\n")]
    [InlineData("a=candidate:1 1 udp 2122260223 fe80::1%eth0 56143 typ host\r\n")]
    [InlineData("a=candidate:1 1 UDP 2122252543 4f9b6e6a-3f5d-4d0e-9f7a-2a1f0c7d8e11.local 50216 typ host\r\n")]
    [InlineData("a=candidate:1 1 tcp 1518280447 192.0.2.99 9 typ host tcptype active\r\na=end-of-candidates\r\n")]
    [InlineData("a=candidate:nonsense\r\n")]
    public void Candidates_of_theirs_are_not_needed_as_their_checks_tell_where_they_are(string candidate)
    {
        Assert.Contains(Candidate, Offers.Chromium, StringComparison.Ordinal);

        var offer = OfferReader.Read(Offers.Chromium.Replace(Candidate, candidate, StringComparison.Ordinal));

        Assert.Equal(OfferReader.Read(Offers.Chromium).Remote, offer.Remote);
    }

    [Theory]
    [InlineData("minptime=10;useinbandfec=1;stereo=1;sprop-stereo=1;maxaveragebitrate=510000")]
    [InlineData("usedtx=1;cbr=1;ptime=60")]
    [InlineData("")]
    public void Whatever_opus_is_to_be_like_it_is_the_same(string parameters)
    {
        var offer = OfferReader.Read(Offers.Chromium.Replace("minptime=10;useinbandfec=1", parameters, StringComparison.Ordinal));

        Assert.Equal((AudioCodec.Opus, 111), (offer.Audio!.Codec, offer.Audio.PayloadType));
    }

    [Fact]
    public void Of_several_fingerprints_one_that_can_be_relied_on_is_taken()
    {
        var weak = "a=fingerprint:sha-1 " + string.Join(':', Enumerable.Repeat("00", 20)) + "\r\na=fingerprint:sha-256";

        var offer = OfferReader.Read(Offers.Firefox.Replace("a=fingerprint:sha-256", weak, StringComparison.Ordinal));

        Assert.Equal("sha-256", offer.Remote.Fingerprint.Algorithm);
    }
}
