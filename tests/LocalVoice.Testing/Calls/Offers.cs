namespace LocalVoice.Testing.Calls;

/// <summary>SDP offers as browsers make them, with what they may leave out or add.</summary>
public static class Offers
{
    private const string Credentials = """
        a=ice-ufrag:thrs
        a=ice-pwd:theirPassword/of+22chars
        """;

    private const string Fingerprint =
        "a=fingerprint:sha-256 1f:2f:3f:4f:5f:6f:7f:8f:9f:af:bf:cf:df:ef:ff:0f:1f:2f:3f:4f:5f:6f:7f:8f:9f:af:bf:cf:df:ef:ff:0f";

    private const string Transport = $"""
        {Credentials}
        a=ice-options:trickle
        {Fingerprint}
        a=setup:actpass
        """;

    /// <summary>Of Chromium: a microphone and a data channel, in one bundle.</summary>
    public static string Chromium { get; } =
        Lines(
            $"""
            v=0
            o=- 4611731400430051336 2 IN IP4 127.0.0.1
            s=-
            t=0 0
            a=group:BUNDLE 0 1
            a=extmap-allow-mixed
            a=msid-semantic: WMS 7a6e
            m=audio 9 UDP/TLS/RTP/SAVPF 111 63 9 0 8 13 110 126
            c=IN IP4 0.0.0.0
            a=rtcp:9 IN IP4 0.0.0.0
            {Transport}
            a=mid:0
            a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level
            a=extmap:2 http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time
            a=sendrecv
            a=msid:7a6e 1b3c
            a=rtcp-mux
            a=rtcp-rsize
            a=rtpmap:111 opus/48000/2
            a=rtcp-fb:111 transport-cc
            a=fmtp:111 minptime=10;useinbandfec=1
            a=rtpmap:63 red/48000/2
            a=fmtp:63 111/111
            a=rtpmap:9 G722/8000
            a=rtpmap:0 PCMU/8000
            a=rtpmap:8 PCMA/8000
            a=rtpmap:13 CN/8000
            a=rtpmap:110 telephone-event/48000
            a=rtpmap:126 telephone-event/8000
            a=ssrc:3570614608 cname:4TOk42mSjXCkVIa6
            a=candidate:1 1 udp 2122260223 192.0.2.99 56143 typ host generation 0
            m=application 9 UDP/DTLS/SCTP webrtc-datachannel
            c=IN IP4 0.0.0.0
            {Transport}
            a=mid:1
            a=sctp-port:5000
            a=max-message-size:262144
            """
        );

    /// <summary>As one more m-line of <see cref="Chromium"/>.</summary>
    public static string WithVideo { get; } =
        Chromium.Replace("BUNDLE 0 1", "BUNDLE 0 1 2", StringComparison.Ordinal)
        + Lines(
            $"""
            m=video 9 UDP/TLS/RTP/SAVPF 96 97
            c=IN IP4 0.0.0.0
            {Transport}
            a=mid:2
            a=rtcp-mux
            a=rtpmap:96 VP8/90000
            """
        );

    /// <summary>Of Firefox ESR: the fingerprint stands once for all, and candidates have no addresses.</summary>
    public static string Firefox { get; } =
        Lines(
            $"""
            v=0
            o=mozilla...THIS_IS_SDPARTA-99.0 1887544862958532151 0 IN IP4 0.0.0.0
            s=-
            t=0 0
            a=sendrecv
            {Fingerprint}
            a=group:BUNDLE 0 1
            a=ice-options:trickle
            a=msid-semantic:WMS *
            m=audio 9 UDP/TLS/RTP/SAVPF 109 9 0 8 101
            c=IN IP4 0.0.0.0
            a=candidate:0 1 UDP 2122187007 4f9b6e6a-3f5d-4d0e-9f7a-2a1f0c7d8e11.local 49455 typ host
            a=candidate:2 1 TCP 2105458943 4f9b6e6a-3f5d-4d0e-9f7a-2a1f0c7d8e11.local 9 typ host tcptype active
            a=candidate:0 2 UDP 2122187006 4f9b6e6a-3f5d-4d0e-9f7a-2a1f0c7d8e11.local 59622 typ host
            a=sendrecv
            a=end-of-candidates
            a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level
            a=extmap:2/recvonly urn:ietf:params:rtp-hdrext:csrc-audio-level
            a=extmap:3 urn:ietf:params:rtp-hdrext:sdes:mid
            a=extmap-allow-mixed
            a=fmtp:109 maxplaybackrate=48000;stereo=1;useinbandfec=1
            a=fmtp:101 0-15
            {Credentials}
            a=mid:0
            a=msid:- 1b3c
            a=rtcp:59622 IN IP4 4f9b6e6a-3f5d-4d0e-9f7a-2a1f0c7d8e11.local
            a=rtcp-fb:109 transport-cc
            a=rtcp-mux
            a=rtpmap:109 opus/48000/2
            a=rtpmap:9 G722/8000/1
            a=rtpmap:0 PCMU/8000
            a=rtpmap:8 PCMA/8000
            a=rtpmap:101 telephone-event/8000
            a=setup:actpass
            a=ssrc:3570614608 cname:4TOk42mSjXCkVIa6
            m=application 9 UDP/DTLS/SCTP webrtc-datachannel
            c=IN IP4 0.0.0.0
            a=sendrecv
            {Credentials}
            a=mid:1
            a=setup:actpass
            a=sctp-port:5000
            a=max-message-size:1073741823
            """
        );

    /// <summary>Of aiortc 1.4: data channels as the drafts had them, credentials of each section's own, and no trickling.</summary>
    public static string Aiortc { get; } =
        Lines(
            $"""
            v=0
            o=- 4004990560 4004990560 IN IP4 0.0.0.0
            s=-
            t=0 0
            a=group:BUNDLE 0 1
            a=msid-semantic:WMS *
            m=audio 50883 UDP/TLS/RTP/SAVPF 96 0 8
            c=IN IP4 192.0.2.2
            a=sendrecv
            a=extmap:1 urn:ietf:params:rtp-hdrext:sdes:mid
            a=extmap:2 urn:ietf:params:rtp-hdrext:ssrc-audio-level
            a=mid:0
            a=msid:7a6e 1b3c
            a=rtcp:9 IN IP4 0.0.0.0
            a=rtcp-mux
            a=ssrc:667183502 cname:53fc4888
            a=rtpmap:96 opus/48000/2
            a=rtpmap:0 PCMU/8000
            a=rtpmap:8 PCMA/8000
            a=candidate:1 1 udp 2130706431 192.0.2.2 50883 typ host
            a=candidate:2 1 udp 2130706431 2001:db8::2 39576 typ host
            a=end-of-candidates
            {Credentials}
            {Fingerprint}
            a=setup:actpass
            m=application 36723 DTLS/SCTP 5000
            c=IN IP4 192.0.2.2
            a=mid:1
            a=sctpmap:5000 webrtc-datachannel 65535
            a=max-message-size:65536
            a=candidate:1 1 udp 2130706431 192.0.2.2 36723 typ host
            a=end-of-candidates
            a=ice-ufrag:othr
            a=ice-pwd:anotherPassword/of+22ch
            {Fingerprint}
            a=setup:actpass
            """
        );

    /// <summary>Of werift 0.25: codecs in capitals.</summary>
    public static string Werift { get; } =
        Lines(
            $"""
            v=0
            o=- 15858506 0 IN IP4 0.0.0.0
            s=-
            t=0 0
            a=group:BUNDLE 0 1
            a=extmap-allow-mixed
            a=msid-semantic:WMS *
            m=audio 9 UDP/TLS/RTP/SAVPF 96 0
            c=IN IP4 0.0.0.0
            a=candidate:1 1 udp 2116026367 192.0.2.2 55075 typ host generation 0 ufrag thrs
            a=end-of-candidates
            {Transport}
            a=sendrecv
            a=mid:0
            a=rtcp:9 IN IP4 0.0.0.0
            a=rtcp-mux
            a=ssrc:1454775361 cname:f8213e17
            a=rtpmap:96 OPUS/48000/2
            a=rtpmap:0 PCMU/8000
            m=application 9 UDP/DTLS/SCTP webrtc-datachannel
            c=IN IP4 0.0.0.0
            {Transport}
            a=mid:1
            a=sctp-port:5000
            a=max-message-size:65536
            """
        );

    /// <summary>One of each kind of client.</summary>
    public static IReadOnlyList<string> All { get; } = [Chromium, WithVideo, Firefox, Aiortc, Werift];

    private static string Lines(string text) => text.ReplaceLineEndings("\r\n") + "\r\n";
}
