namespace LocalVoice.WebRtc.Transport;

/// <summary>The hash of a certificate, as SDP names it (RFC 8122, section 5).</summary>
/// <param name="Algorithm">In lower case, such as "sha-256".</param>
/// <param name="Value">Upper-case hexadecimal bytes, joined by colons.</param>
public sealed record DtlsFingerprint(string Algorithm, string Value);
