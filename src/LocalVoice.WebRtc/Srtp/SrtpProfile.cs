namespace LocalVoice.WebRtc.Srtp;

/// <summary>How media is protected (RFC 5764, section 4.1.2; RFC 7714, section 14.2). The values are those on the wire.</summary>
internal enum SrtpProfile
{
    /// <summary>What every peer has.</summary>
    Aes128CmHmacSha1Tag80 = 0x0001,

    /// <summary>Preferred: one pass over the packet.</summary>
    AeadAes128Gcm = 0x0007,
}
