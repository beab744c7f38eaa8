using System.Text;
using LocalVoice.WebRtc.Transport;

namespace LocalVoice.Bench.Transport.Link;

/// <summary>The offer of a call as a browser makes it (RFC 8829): Opus both ways, and data channels where they are wanted.</summary>
internal static class OfferText
{
    /// <summary>Of Opus in RTP; browsers take the same.</summary>
    public const int PayloadType = 111;

    public const int SctpPort = 5000;

    private const int LongestMessage = 256 * 1024;

    /// <param name="ssrc">Of the user's voice.</param>
    /// <param name="withData">Whether there is to be a data channel.</param>
    public static string Write(IceCredentials credentials, DtlsFingerprint fingerprint, uint ssrc, bool withData)
    {
        var text = new StringBuilder();
        Lines(text, "v=0", "o=- 1 1 IN IP4 127.0.0.1", "s=-", "t=0 0", $"a=group:BUNDLE 0{(withData ? " 1" : "")}");
        Lines(text, $"m=audio 9 UDP/TLS/RTP/SAVPF {PayloadType}", "c=IN IP4 0.0.0.0");
        Transport(text, credentials, fingerprint, mid: 0);
        Lines(text, "a=sendrecv", "a=rtcp-mux", $"a=rtpmap:{PayloadType} opus/48000/2", $"a=fmtp:{PayloadType} minptime=10;useinbandfec=1");
        Lines(text, $"a=ssrc:{ssrc} cname:bench");
        if (withData)
        {
            Lines(text, "m=application 9 UDP/DTLS/SCTP webrtc-datachannel", "c=IN IP4 0.0.0.0");
            Transport(text, credentials, fingerprint, mid: 1);
            Lines(text, $"a=sctp-port:{SctpPort}", $"a=max-message-size:{LongestMessage}");
        }

        return text.ToString();
    }

    private static void Transport(StringBuilder text, IceCredentials credentials, DtlsFingerprint fingerprint, int mid) =>
        Lines(
            text,
            $"a=ice-ufrag:{credentials.UsernameFragment}",
            $"a=ice-pwd:{credentials.Password}",
            $"a=fingerprint:{fingerprint.Algorithm} {fingerprint.Value}",
            "a=setup:actpass",
            $"a=mid:{mid}"
        );

    private static void Lines(StringBuilder text, params ReadOnlySpan<string> lines)
    {
        foreach (var line in lines)
        {
            text.Append(line).Append("\r\n");
        }
    }
}
