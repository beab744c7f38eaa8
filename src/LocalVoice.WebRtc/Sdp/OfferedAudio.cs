namespace LocalVoice.WebRtc.Sdp;

/// <summary>The audio of an offer, as far as it is accepted.</summary>
/// <param name="Codec">The one to use, both ways.</param>
/// <param name="PayloadType">Its number in RTP, 0…127.</param>
/// <param name="Direction">As the other side sees it.</param>
/// <param name="ReducedSizeRtcp">It takes RTCP packets that are no compound ones (RFC 5506).</param>
public sealed record OfferedAudio(AudioCodec Codec, int PayloadType, MediaDirection Direction, bool ReducedSizeRtcp);
