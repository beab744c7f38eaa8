using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using LocalVoice.WebRtc.Transport;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.Tls;
using Org.BouncyCastle.Tls.Crypto;
using Org.BouncyCastle.Tls.Crypto.Impl.BC;

namespace LocalVoice.WebRtc.Dtls;

/// <summary>The certificate of this process, signed by itself: its fingerprint in the SDP is what peers trust.</summary>
internal sealed class DtlsIdentity
{
    // As browsers' own; nobody looks at it, since the fingerprint counts.
    private static readonly TimeSpan Validity = TimeSpan.FromDays(30);

    private readonly AsymmetricKeyParameter _key;
    private readonly byte[] _certificate;

    private DtlsIdentity(AsymmetricKeyParameter key, byte[] certificate)
    {
        _key = key;
        _certificate = certificate;
        Fingerprint = CertificateFingerprint.Of(certificate);
    }

    public DtlsFingerprint Fingerprint { get; }

    /// <summary>A new one, with an EC P-256 key that never leaves the process.</summary>
    public static DtlsIdentity Create(TimeProvider time)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new System.Security.Cryptography.X509Certificates.CertificateRequest("CN=LocalVoice", key, HashAlgorithmName.SHA256);
        var now = time.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now - TimeSpan.FromDays(1), now + Validity);
        return new(PrivateKeyFactory.CreateKey(key.ExportPkcs8PrivateKey()), certificate.RawData);
    }

    /// <summary>What signs for this certificate in a handshake (ECDSA with SHA-256).</summary>
    public TlsCredentialedSigner Signer(TlsContext context)
    {
        var crypto = (BcTlsCrypto)context.Crypto;
        var chain = new Certificate([new BcTlsCertificate(crypto, _certificate)]);
        var algorithm = new SignatureAndHashAlgorithm(
            Org.BouncyCastle.Tls.HashAlgorithm.sha256,
            Org.BouncyCastle.Tls.SignatureAlgorithm.ecdsa
        );
        return new BcDefaultTlsCredentialedSigner(new TlsCryptoParameters(context), crypto, _key, chain, algorithm);
    }
}
