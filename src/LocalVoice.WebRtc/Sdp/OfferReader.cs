namespace LocalVoice.WebRtc.Sdp;

/// <summary>
/// Reads a browser's offer (RFC 8829): one audio, one set of data channels, both on one transport. Other media are refused in the
/// answer, what is not known is passed over.
/// </summary>
public static class OfferReader
{
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
        var data = usable.Find(section => OfferedChannels.IsData(section) && IsIn(bundle, section));

        // The first of the group that is accepted has the transport of all, and is first in the answer's (RFC 9143, section 7.3.1).
        SdpSection[] accepted =
        [
            .. usable
                .Where(section => section == audio || section == data)
                .OrderBy(section => bundle is null ? 0 : Array.IndexOf(bundle, section.Mid)),
        ];
        if (accepted is not [var tagged, ..])
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
            TransportReader.Read(session, tagged),
            audio is null ? null : Audio(session, audio),
            data is null ? null : OfferedChannels.Read(data)
        )
        {
            Sections = [.. media.Select(section => (section, section == audio || section == data))],
            Bundle = bundle is null ? null : [.. accepted.Select(section => section.Mid!)],
        };
    }

    private static bool IsIn(string[]? bundle, SdpSection section) => bundle is null || (section.Mid is { } mid && bundle.Contains(mid));

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
}
