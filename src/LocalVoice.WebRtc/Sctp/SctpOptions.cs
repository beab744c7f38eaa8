namespace LocalVoice.WebRtc.Sctp;

/// <summary>What an offer and its answer agree on for SCTP (RFC 8841).</summary>
internal sealed record SctpOptions
{
    /// <summary>Of this side ("a=sctp-port"); 1 to 65535.</summary>
    public int LocalPort { get; init; } = 5000;

    /// <summary>Of the other side; 1 to 65535.</summary>
    public int RemotePort { get; init; } = 5000;

    /// <summary>The longest message that this side takes ("a=max-message-size"); a longer one ends the association.</summary>
    public int MaxReceivedBytes { get; init; } = SctpStack.MaxMessageBytes;
}
