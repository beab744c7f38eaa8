namespace LocalVoice.WebRtc.Transport;

/// <summary>What the offer says of the other side's transport.</summary>
/// <param name="Credentials">Of its connectivity checks.</param>
/// <param name="Fingerprint">What its certificate must hash to.</param>
/// <param name="IsDtlsServer">It waits for our ClientHello ("setup:passive"); otherwise it sends its own.</param>
public sealed record RemotePeer(IceCredentials Credentials, DtlsFingerprint Fingerprint, bool IsDtlsServer);
