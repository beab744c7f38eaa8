namespace LocalVoice.Testing.Calls;

/// <summary>SDP offers as browsers make them, with what they may leave out or add.</summary>
public static class Offers
{
    private const string Transport = """
        a=ice-ufrag:thrs
        a=ice-pwd:theirPassword/of+22chars
        a=ice-options:trickle
        a=fingerprint:sha-256 1f:2f:3f:4f:5f:6f:7f:8f:9f:af:bf:cf:df:ef:ff:0f:1f:2f:3f:4f:5f:6f:7f:8f:9f:af:bf:cf:df:ef:ff:0f
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

    private static string Lines(string text) => text.ReplaceLineEndings("\r\n") + "\r\n";
}
