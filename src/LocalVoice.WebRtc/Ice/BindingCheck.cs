namespace LocalVoice.WebRtc.Ice;

/// <summary>What came of a datagram that looked like a connectivity check.</summary>
/// <param name="ResponseBytes">Length of the response to send to where it came from; 0 for none.</param>
/// <param name="Passed">The connection that it belongs to; null unless the sender knew its secrets.</param>
/// <param name="Nominates">The sender wants media to and from this address (USE-CANDIDATE).</param>
internal readonly record struct BindingCheck(int ResponseBytes, IceSession? Passed, bool Nominates);
