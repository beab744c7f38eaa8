using System.Globalization;
using System.Net.Sockets;
using System.Text;
using LocalVoice.WebRtc.Sctp;
using LocalVoice.WebRtc.Transport;

namespace LocalVoice.WebRtc.Sdp;

/// <summary>Writes the answer to an offer (RFC 8829, section 5.3): an ICE-lite side with all of its candidates.</summary>
public static class AnswerWriter
{
    private const string Track = "agent";

    /// <param name="sessionId">Any number (RFC 8866, section 5.2).</param>
    public static string Write(CallOffer offer, LocalSide local, long sessionId)
    {
        var text = new StringBuilder();
        Line(text, "v=0");
        Line(text, $"o=- {sessionId} 1 IN IP4 0.0.0.0");
        Line(text, "s=-");
        Line(text, "t=0 0");
        Line(text, "a=ice-lite");
        if (offer.Bundle is { } bundle)
        {
            Line(text, $"a=group:BUNDLE {string.Join(' ', bundle)}");
        }

        Line(text, $"a=msid-semantic: WMS {LocalSide.CanonicalName}");
        foreach (var (section, isAccepted) in offer.Sections)
        {
            if (!isAccepted)
            {
                Refuse(text, section);
            }
            else if (section.Kind == "audio")
            {
                WriteAudio(text, section, offer, local);
            }
            else
            {
                WriteData(text, section, offer, local);
            }
        }

        return text.ToString();
    }

    private static void Refuse(StringBuilder text, SdpSection section)
    {
        Line(text, $"m={section.Kind} 0 {section.Protocol} {string.Join(' ', section.Formats)}");
        Line(text, "c=IN IP4 0.0.0.0");
        WriteMid(text, section);
        Line(text, "a=inactive");
    }

    private static void WriteAudio(StringBuilder text, SdpSection section, CallOffer offer, LocalSide local)
    {
        var (type, direction) = (offer.Audio!.PayloadType, Mirrored(offer.Audio.Direction));
        BeginMedia(text, section, type.ToString(CultureInfo.InvariantCulture), offer, local);
        Line(text, $"a={DirectionName(direction)}");
        Line(text, "a=rtcp-mux");
        if (offer.Audio.ReducedSizeRtcp)
        {
            Line(text, "a=rtcp-rsize");
        }

        switch (offer.Audio.Codec)
        {
            case AudioCodec.Opus:
                Line(text, $"a=rtpmap:{type} opus/48000/2");
                Line(text, $"a=fmtp:{type} minptime=10;useinbandfec=1");
                break;
            case AudioCodec.Pcmu:
                Line(text, $"a=rtpmap:{type} PCMU/8000");
                break;
            default:
                Line(text, $"a=rtpmap:{type} PCMA/8000");
                break;
        }

        if (direction.HasFlag(MediaDirection.SendOnly))
        {
            Line(text, $"a=msid:{LocalSide.CanonicalName} {Track}");
            Line(text, $"a=ssrc:{local.Ssrc} cname:{LocalSide.CanonicalName}");
        }
    }

    private static void WriteData(StringBuilder text, SdpSection section, CallOffer offer, LocalSide local)
    {
        var isDraft = OfferedChannels.IsDraft(section);
        BeginMedia(text, section, isDraft ? $"{LocalSide.SctpPort}" : OfferedChannels.Format, offer, local);
        Line(
            text,
            isDraft ? $"a=sctpmap:{LocalSide.SctpPort} {OfferedChannels.Format} {SctpStack.Streams}" : $"a=sctp-port:{LocalSide.SctpPort}"
        );
        Line(text, $"a=max-message-size:{local.MaxMessageBytes}");
    }

    private static void BeginMedia(StringBuilder text, SdpSection section, string format, CallOffer offer, LocalSide local)
    {
        var best = local.Candidates[0].EndPoint;
        Line(text, $"m={section.Kind} {best.Port} {section.Protocol} {format}");
        Line(text, $"c=IN {(best.AddressFamily == AddressFamily.InterNetworkV6 ? "IP6" : "IP4")} {best.Address}");
        foreach (var (index, candidate) in local.Candidates.Index())
        {
            Line(
                text,
                $"a=candidate:{index + 1} 1 udp {candidate.Priority} {candidate.EndPoint.Address} {candidate.EndPoint.Port} typ host"
            );
        }

        Line(text, "a=end-of-candidates");
        Line(text, $"a=ice-ufrag:{local.Credentials.UsernameFragment}");
        Line(text, $"a=ice-pwd:{local.Credentials.Password}");
        Line(text, $"a=fingerprint:{local.Fingerprint.Algorithm} {local.Fingerprint.Value}");
        Line(text, $"a=setup:{(offer.Remote.IsDtlsServer ? "active" : "passive")}");
        WriteMid(text, section);
    }

    private static void WriteMid(StringBuilder text, SdpSection section)
    {
        if (section.Mid is { } mid)
        {
            Line(text, $"a=mid:{mid}");
        }
    }

    /// <summary>RFC 3264, section 6.1.</summary>
    private static MediaDirection Mirrored(MediaDirection theirs) =>
        (theirs.HasFlag(MediaDirection.SendOnly) ? MediaDirection.RecvOnly : MediaDirection.Inactive)
        | (theirs.HasFlag(MediaDirection.RecvOnly) ? MediaDirection.SendOnly : MediaDirection.Inactive);

    private static string DirectionName(MediaDirection direction) =>
        direction switch
        {
            MediaDirection.SendRecv => "sendrecv",
            MediaDirection.SendOnly => "sendonly",
            MediaDirection.RecvOnly => "recvonly",
            _ => "inactive",
        };

    private static void Line(StringBuilder text, string line) => text.Append(line).Append("\r\n");
}
