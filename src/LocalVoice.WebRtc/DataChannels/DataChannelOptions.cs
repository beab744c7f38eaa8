namespace LocalVoice.WebRtc.DataChannels;

/// <summary>What offer and answer say of a connection's data channels (RFC 8841), seen from this side.</summary>
/// <param name="IsDtlsClient">This side sent the ClientHello: the channels that it opens have even ids, the other side's odd ones.</param>
public sealed record DataChannelOptions(bool IsDtlsClient)
{
    /// <summary>What this side answers as "a=max-message-size", in bytes.</summary>
    public const int MaxMessageBytes = Sctp.SctpStack.MaxMessageBytes;

    /// <summary>What this side answers as "a=sctp-port".</summary>
    public int LocalPort { get; init; } = 5000;

    /// <summary>The offer's "a=sctp-port"; 1 to 65535.</summary>
    public int RemotePort { get; init; } = 5000;

    /// <summary>The offer's "a=max-message-size" in bytes, 65536 where it has none (RFC 8841, section 6.1); 0: any length.</summary>
    public long RemoteMaxMessageBytes { get; init; } = 65_536;
}
