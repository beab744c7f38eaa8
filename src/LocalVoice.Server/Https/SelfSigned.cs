using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace LocalVoice.Server.Https;

/// <summary>Makes certificates that no authority has signed.</summary>
internal static class SelfSigned
{
    private const string ForServers = "1.3.6.1.5.5.7.3.1";

    private static readonly TimeSpan Validity = TimeSpan.FromDays(365);

    // For clients whose clock is behind.
    private static readonly TimeSpan Backdating = TimeSpan.FromDays(1);

    /// <summary>
    /// ECDSA P-256. It can sign no other certificate, so whoever trusts it trusts this server only; it has no key usage,
    /// without which OpenSSL's clients take it as its own authority.
    /// </summary>
    public static X509Certificate2 Create(MachineNames names, DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=LocalVoice, O=self-signed", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(ForServers)], critical: false));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        request.CertificateExtensions.Add(names.ToExtension());
        return ServerCertificate.Usable(request.CreateSelfSigned(now - Backdating, now + Validity));
    }
}
