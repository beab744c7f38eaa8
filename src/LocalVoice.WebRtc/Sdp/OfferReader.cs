using System.Globalization;
using LocalVoice.WebRtc.Transport;

namespace LocalVoice.WebRtc.Sdp;

/// <summary>
/// Reads a browser's offer (RFC 8829): one audio, one set of data channels, both on one transport. Other media are refused in the
/// answer, what is not known is passed over.
/// </summary>
public static class OfferReader
{
    private const int DefaultSctpPort = 5000;

    // RFC 8841, section 6.1: of a side that says nothing.
    private const long DefaultMessageBytes = 64 * 1024;

    /// <exception cref="SdpException">It is no offer of a call, or lacks something; the message names the line and what to do.</exception>
    public static CallOffer Read(string sdp)
    {
        var sections = SdpText.Read(sdp);
        var (session, media) = (sections[0], sections[1..]);
        if (media.Count == 0)
        {
            throw new SdpException(
                "The SDP offer has no 'm=' line: add a microphone track, or a receiving audio transceiver, before createOffer()."
            );
        }

        string[]? bundle = session
            .All("group")
            .Select(group => group.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .FirstOrDefault(group => group is ["BUNDLE", ..])
            ?[1..];
        var usable = media.Where(section => section.Port != "0" || section.Has("bundle-only")).ToList();
        var audio = usable.Find(section => OfferedCodec.IsAudio(section) && IsIn(bundle, section));
        var data = usable.Find(section => IsData(section) && IsIn(bundle, section));
        if ((audio ?? data) is not { } first)
        {
            throw new SdpException(
                "The SDP offer has neither audio ('m=audio … UDP/TLS/RTP/SAVPF …') nor data channels that could be used."
            );
        }

        if (bundle is null && audio is not null && data is not null)
        {
            throw SdpException.At(data.Line, "audio and data channels need one transport: offer them in 'a=group:BUNDLE'.");
        }

        return new CallOffer(
            TransportReader.Read(session, first),
            audio is null ? null : Audio(session, audio),
            data is null ? null : Data(data)
        )
        {
            Sections = [.. media.Select(section => (section, section == audio || section == data))],
            IsBundle = bundle is not null,
        };
    }

    private static bool IsIn(string[]? bundle, SdpSection section) => bundle is null || (section.Mid is { } mid && bundle.Contains(mid));

    private static bool IsData(SdpSection section) =>
        section.Kind == "application"
        && section.Protocol is "UDP/DTLS/SCTP" or "TCP/DTLS/SCTP"
        && section.Formats.Contains("webrtc-datachannel");

    private static OfferedAudio Audio(SdpSection session, SdpSection audio)
    {
        if (!audio.Has("rtcp-mux"))
        {
            throw SdpException.At(audio.Line, "the audio has no 'a=rtcp-mux'; RTP and RTCP must share one port here.");
        }

        var (codec, type) = OfferedCodec.Choose(audio);
        return new(codec, type, Direction(audio) ?? Direction(session) ?? MediaDirection.SendRecv, audio.Has("rtcp-rsize"));
    }

    private static MediaDirection? Direction(SdpSection section) =>
        section.Has("sendrecv") ? MediaDirection.SendRecv
        : section.Has("sendonly") ? MediaDirection.SendOnly
        : section.Has("recvonly") ? MediaDirection.RecvOnly
        : section.Has("inactive") ? MediaDirection.Inactive
        : null;

    private static OfferedData Data(SdpSection data) =>
        new(
            (int)Number(data.Find("sctp-port"), 1, ushort.MaxValue, DefaultSctpPort),
            Number(data.Find("max-message-size"), 0, long.MaxValue, DefaultMessageBytes)
        );

    private static long Number(SdpAttribute? attribute, long least, long most, long absent) =>
        attribute is null ? absent
        : long.TryParse(attribute.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? value
        : throw SdpException.At(attribute.Line, $"'a={attribute.Name}' must be a number from {least} to {most}.");
}
