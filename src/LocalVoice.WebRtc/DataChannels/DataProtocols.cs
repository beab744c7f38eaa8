namespace LocalVoice.WebRtc.DataChannels;

/// <summary>SCTP's payload protocol identifiers of WebRTC (RFC 8831, section 8).</summary>
internal static class DataProtocols
{
    public const uint Control = 50;
    public const uint Text = 51;
    public const uint Binary = 53;
    public const uint EmptyText = 56;
    public const uint EmptyBinary = 57;

    /// <summary>SCTP has no empty messages: one byte that is not read stands for them.</summary>
    public static ReadOnlySpan<byte> Empty => [0];
}
