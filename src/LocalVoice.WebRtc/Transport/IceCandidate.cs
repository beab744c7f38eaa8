using System.Net;

namespace LocalVoice.WebRtc.Transport;

/// <summary>An address at which this side can be reached by UDP (RFC 8839, section 5.1).</summary>
/// <param name="EndPoint">Of IPv4 or IPv6.</param>
/// <param name="Priority">1 to 2^31 - 1; the highest is tried first.</param>
public sealed record IceCandidate(IPEndPoint EndPoint, uint Priority);
