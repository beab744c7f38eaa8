namespace LocalVoice.WebRtc.Sdp;

/// <summary>An "a=" line (RFC 8866, section 5.13).</summary>
/// <param name="Line">From 1.</param>
/// <param name="Value">Empty for a property attribute.</param>
internal sealed record SdpAttribute(int Line, string Name, string Value);
