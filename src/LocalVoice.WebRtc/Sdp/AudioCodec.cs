namespace LocalVoice.WebRtc.Sdp;

/// <summary>The codecs of a call's audio.</summary>
public enum AudioCodec
{
    /// <summary>RFC 7587; its clock counts samples of 48 kHz, whatever it carries.</summary>
    Opus,

    /// <summary>G.711 μ-law of 8 kHz (RFC 3551, section 4.5.14).</summary>
    Pcmu,

    /// <summary>G.711 A-law of 8 kHz.</summary>
    Pcma,
}
