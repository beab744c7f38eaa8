namespace LocalVoice.WebRtc.Sdp;

/// <summary>The data channels of an offer (RFC 8841).</summary>
/// <param name="SctpPort">1…65535.</param>
/// <param name="MaxMessageBytes">The longest message that the other side takes; 0 for any.</param>
public sealed record OfferedData(int SctpPort, long MaxMessageBytes);
