using LocalVoice.WebRtc.Srtp;
using Org.BouncyCastle.Tls;

namespace LocalVoice.WebRtc.Dtls;

/// <summary>What both roles have in common.</summary>
/// <param name="Identity">The certificate of this side.</param>
/// <param name="Remote">What the other side's must hash to.</param>
/// <param name="Srtp">Of this connection only.</param>
/// <param name="Timeout">Of the whole handshake.</param>
internal sealed record DtlsParameters(DtlsIdentity Identity, CertificateFingerprint Remote, UseSrtp Srtp, TimeSpan Timeout)
{
    /// <summary>First wait for a flight to be sent again; it doubles each time. Paths of calls are short, as browsers know too.</summary>
    public const int ResendMilliseconds = 100;

    /// <summary>Bytes: a certificate chain of an RSA key has a few thousand.</summary>
    public const int LongestHandshakeMessage = 16_384;

    /// <summary>Forward-secret, with our EC certificate, and AES-GCM; best first. Every peer has the first (RFC 8827).</summary>
    public static readonly int[] CipherSuites =
    [
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
    ];

    /// <exception cref="TlsFatalAlert">It is not the one that the offer names, or there is none.</exception>
    public void CheckPeer(Certificate? chain)
    {
        if (chain is null || chain.IsEmpty)
        {
            throw new TlsFatalAlert(AlertDescription.bad_certificate, "The peer shows no certificate.");
        }

        if (!Remote.IsOf(chain.GetCertificateAt(0).GetEncoded()))
        {
            throw new TlsFatalAlert(
                AlertDescription.bad_certificate,
                "The peer's certificate is not the one whose fingerprint it offered."
            );
        }
    }
}
