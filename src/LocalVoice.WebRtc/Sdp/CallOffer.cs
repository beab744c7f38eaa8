using LocalVoice.WebRtc.Transport;

namespace LocalVoice.WebRtc.Sdp;

/// <summary>What is used of an offer.</summary>
/// <param name="Remote">The one transport of all that is accepted.</param>
/// <param name="Audio">Null when none is accepted.</param>
/// <param name="Data">Null when none is accepted.</param>
public sealed record CallOffer(RemotePeer Remote, OfferedAudio? Audio, OfferedData? Data)
{
    /// <summary>All of its media in order, with whether they are accepted.</summary>
    internal IReadOnlyList<(SdpSection Section, bool IsAccepted)> Sections { get; init; } = [];

    /// <summary>
    /// The names of all that is accepted where it wants one transport for all (RFC 9143); first the one whose transport that is. Null
    /// where it does not.
    /// </summary>
    internal IReadOnlyList<string>? Bundle { get; init; }
}
