using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace LocalVoice.Server.Https;

/// <summary>A certificate with its private key, ready for connections. Immutable; old ones live as long as connections use them.</summary>
internal sealed class ServerCertificate
{
    /// <param name="leaf">With its private key.</param>
    /// <param name="chain">Those between it and its root.</param>
    /// <param name="source">Where it comes from, in words.</param>
    public ServerCertificate(X509Certificate2 leaf, X509Certificate2Collection chain, string source)
    {
        Leaf = leaf;
        Source = source;
        // Offline: the runtime would otherwise fetch missing certificates and their revocation from the network.
        Context = SslStreamCertificateContext.Create(leaf, chain, offline: true);
        ValidUntil = leaf.NotAfter.ToUniversalTime();
        var hash = Convert.ToHexString(leaf.GetCertHash(HashAlgorithmName.SHA256));
        Fingerprint = string.Join(':', hash.Chunk(2).Select(digits => new string(digits)));
    }

    public X509Certificate2 Leaf { get; }

    public string Source { get; }

    /// <summary>UTC.</summary>
    public DateTime ValidUntil { get; }

    public SslStreamCertificateContext Context { get; }

    /// <summary>SHA-256 of the whole certificate, as browsers and openssl show it: <c>AB:CD:…</c>.</summary>
    public string Fingerprint { get; }

    /// <summary>A key that was never on a disk cannot serve on Windows; it can after an export.</summary>
    public static X509Certificate2 Usable(X509Certificate2 certificate)
    {
        if (!OperatingSystem.IsWindows())
        {
            return certificate;
        }

        using (certificate)
        {
            var pair = certificate.Export(X509ContentType.Pkcs12);
            return X509CertificateLoader.LoadPkcs12(pair, password: null, X509KeyStorageFlags.Exportable);
        }
    }
}
