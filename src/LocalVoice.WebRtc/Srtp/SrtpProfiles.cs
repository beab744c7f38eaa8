namespace LocalVoice.WebRtc.Srtp;

/// <summary>Sizes that go with a profile, in bytes.</summary>
internal static class SrtpProfiles
{
    public const int KeyBytes = 16;

    /// <summary>RFC 3711, section 8.2, and RFC 7714, section 12.</summary>
    public static int SaltBytes(this SrtpProfile profile) => profile == SrtpProfile.AeadAes128Gcm ? 12 : 14;

    public static int TagBytes(this SrtpProfile profile) => profile == SrtpProfile.AeadAes128Gcm ? 16 : 10;
}
