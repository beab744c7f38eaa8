namespace LocalVoice.WebRtc.Transport;

/// <summary>What one side of a connection is known by in its connectivity checks (RFC 8445, section 5.3).</summary>
/// <param name="UsernameFragment">4 to 256 of ALPHA, DIGIT, "+" and "/".</param>
/// <param name="Password">22 to 256 of the same.</param>
public sealed record IceCredentials(string UsernameFragment, string Password);
