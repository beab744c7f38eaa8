namespace LocalVoice.WebRtc.Stun;

/// <summary>Types of the attributes that connectivity checks carry (RFC 8489, section 18.3; RFC 8445, section 20.1).</summary>
internal static class StunAttribute
{
    public const ushort Username = 0x0006;
    public const ushort MessageIntegrity = 0x0008;
    public const ushort ErrorCode = 0x0009;
    public const ushort UnknownAttributes = 0x000A;
    public const ushort MessageIntegritySha256 = 0x001C;
    public const ushort XorMappedAddress = 0x0020;
    public const ushort Priority = 0x0024;
    public const ushort UseCandidate = 0x0025;
    public const ushort Fingerprint = 0x8028;
    public const ushort IceControlled = 0x8029;
    public const ushort IceControlling = 0x802A;

    /// <summary>Whether a message with it can be dealt with: its meaning is known, or it may be ignored (from 0x8000 on).</summary>
    public static bool IsUnderstood(ushort type) =>
        type >= 0x8000 || type is Username or MessageIntegrity or MessageIntegritySha256 or Priority or UseCandidate;
}
