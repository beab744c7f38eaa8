using LocalVoice.Testing.Calls;
using LocalVoice.WebRtc.Sdp;
using LocalVoice.WebRtc.Transport;

namespace LocalVoice.WebRtc.Tests.Sdp;

public sealed class OfferReaderTests
{
    [Fact]
    public void A_browser_s_offer_is_read()
    {
        var offer = OfferReader.Read(Offers.Chromium);

        Assert.Equal(new OfferedAudio(AudioCodec.Opus, 111, MediaDirection.SendRecv, ReducedSizeRtcp: true), offer.Audio);
        Assert.Equal(new OfferedData(5000, 262_144), offer.Data);
        Assert.Equal(new IceCredentials("thrs", "theirPassword/of+22chars"), offer.Remote.Credentials);
        Assert.Equal("sha-256", offer.Remote.Fingerprint.Algorithm);
        Assert.StartsWith("1F:2F:", offer.Remote.Fingerprint.Value, StringComparison.Ordinal);
        Assert.False(offer.Remote.IsDtlsServer);
    }

    [Theory]
    [InlineData("a=rtpmap:111 opus/48000/2", "a=rtpmap:111 OPUS/48000/2", AudioCodec.Opus, 111)]
    [InlineData("a=rtpmap:111 opus/48000/2", "a=rtpmap:111 other/48000", AudioCodec.Pcmu, 0)]
    [InlineData("SAVPF 111 63 9 0 8 13", "SAVPF 8 0", AudioCodec.Pcma, 8)]
    [InlineData("SAVPF 111 63 9 0 8 13", "SAVPF 0 8 111", AudioCodec.Opus, 111)]
    public void Opus_is_preferred_and_G711_taken_in_the_order_of_the_offer(string line, string other, AudioCodec codec, int type)
    {
        var audio = OfferReader.Read(Changed(line, other)).Audio!;

        Assert.Equal((codec, type), (audio.Codec, audio.PayloadType));
    }

    [Theory]
    [InlineData("a=sendrecv", "a=sendonly", MediaDirection.SendOnly)]
    [InlineData("a=sendrecv", "a=recvonly", MediaDirection.RecvOnly)]
    [InlineData("a=sendrecv", "a=inactive", MediaDirection.Inactive)]
    [InlineData("a=sendrecv\r\n", "", MediaDirection.SendRecv)]
    public void Who_sends_is_read(string line, string other, MediaDirection direction) =>
        Assert.Equal(direction, OfferReader.Read(Changed(line, other)).Audio!.Direction);

    [Theory]
    [InlineData("a=setup:passive", true)]
    [InlineData("a=setup:active", false)]
    [InlineData("", false)]
    public void Whoever_waits_for_the_handshake_is_the_server(string setup, bool isServer) =>
        Assert.Equal(isServer, OfferReader.Read(Changed("a=setup:actpass", setup)).Remote.IsDtlsServer);

    [Theory]
    [InlineData("a=sctp-port:5000\r\na=max-message-size:262144", "a=x", 5000, 65_536)]
    [InlineData("a=sctp-port:5000\r\na=max-message-size:262144", "a=sctp-port:6000\r\na=max-message-size:0", 6000, 0)]
    public void Data_channels_have_the_standard_s_defaults(string lines, string other, int port, long bytes) =>
        Assert.Equal(new OfferedData(port, bytes), OfferReader.Read(Changed(lines, other)).Data);

    [Fact]
    public void A_transport_for_the_whole_session_counts_for_its_media()
    {
        var lines = Offers.Chromium.Split("\r\n").ToList();
        var transport = lines
            .FindAll(line => line.StartsWith("a=ice-", StringComparison.Ordinal) || line.StartsWith("a=fing", StringComparison.Ordinal))
            .Distinct()
            .ToList();
        lines.RemoveAll(transport.Contains);
        lines.InsertRange(4, transport);

        Assert.Equal("thrs", OfferReader.Read(string.Join("\r\n", lines)).Remote.Credentials.UsernameFragment);
    }

    [Fact]
    public void Lines_may_end_with_a_line_feed_only() =>
        Assert.NotNull(OfferReader.Read(Offers.Chromium.Replace("\r\n", "\n", StringComparison.Ordinal)).Audio);

    [Fact]
    public void Data_alone_and_audio_alone_are_calls_too()
    {
        var audioOnly = Offers.Chromium[..Offers.Chromium.IndexOf("m=application", StringComparison.Ordinal)];
        var dataOnly =
            Offers.Chromium[..Offers.Chromium.IndexOf("m=audio", StringComparison.Ordinal)]
            + Offers.Chromium[Offers.Chromium.IndexOf("m=application", StringComparison.Ordinal)..];

        Assert.Null(OfferReader.Read(audioOnly).Data);
        Assert.Null(OfferReader.Read(dataOnly).Audio);
    }

    [Theory]
    [InlineData("v=0", "v=1", "Line 1 ", "createOffer")]
    [InlineData("a=rtcp-mux\r\n", "", "Line 8 ", "a=rtcp-mux")]
    [InlineData("a=ice-ufrag:thrs\r\n", "", "Line 8 ", "a=ice-ufrag")]
    [InlineData("a=ice-ufrag:thrs", "a=ice-ufrag:no", "Line 11 ", "4 to 256")]
    [InlineData("a=ice-pwd:theirPassword/of+22chars", "a=ice-pwd:short", "Line 12 ", "22 to 256")]
    [InlineData("a=fingerprint:sha-256 1f", "a=fingerprint:sha-256 xx", "Line 14 ", "fingerprint")]
    [InlineData("a=setup:actpass", "a=setup:holdconn", "Line 15 ", "setup")]
    [InlineData("111 63 9 0 8 13 110 126", "63 9", "Line 8 ", "opus/48000/2")]
    [InlineData("a=group:BUNDLE 0 1\r\n", "", "Line 35 ", "BUNDLE")]
    [InlineData("a=sctp-port:5000", "a=sctp-port:99999", "Line 44 ", "65535")]
    [InlineData("m=audio 9", "m=audio", "Line 8 ", "m=")]
    [InlineData("s=-", "nonsense", "Line 3 ", "x=value")]
    public void What_is_wrong_is_named_with_its_line(string line, string other, string where, string what)
    {
        var error = Assert.Throws<SdpException>(() => OfferReader.Read(Changed(line, other)));

        Assert.StartsWith(where, error.Message, StringComparison.Ordinal);
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_offer_without_media_and_one_without_usable_media_say_what_to_do()
    {
        var nothing = Offers.Chromium[..Offers.Chromium.IndexOf("m=audio", StringComparison.Ordinal)];

        Assert.Contains("microphone", Assert.Throws<SdpException>(() => OfferReader.Read(nothing)).Message, StringComparison.Ordinal);
        var video = nothing + Offers.WithVideo[Offers.WithVideo.IndexOf("m=video", StringComparison.Ordinal)..];
        Assert.Contains("neither audio", Assert.Throws<SdpException>(() => OfferReader.Read(video)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Offers_of_any_size_are_refused_quickly()
    {
        Assert.Contains("characters", Refused(new string('a', 100_000)), StringComparison.Ordinal);
        Assert.Contains(
            "media sections",
            Refused("v=0\n" + string.Concat(Enumerable.Repeat("m=audio 9 X 1\n", 40))),
            StringComparison.Ordinal
        );
        Assert.Contains("'m='", Refused(""), StringComparison.Ordinal);
    }

    private static string Refused(string sdp) => Assert.Throws<SdpException>(() => OfferReader.Read(sdp)).Message;

    /// <summary>The offer with the first such text changed.</summary>
    private static string Changed(string text, string other)
    {
        var at = Offers.Chromium.IndexOf(text, StringComparison.Ordinal);
        Assert.True(at >= 0);
        return Offers.Chromium[..at] + other + Offers.Chromium[(at + text.Length)..];
    }
}
