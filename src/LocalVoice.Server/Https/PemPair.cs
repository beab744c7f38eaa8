using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace LocalVoice.Server.Https;

/// <summary>A certificate and its private key in PEM, RSA or EC.</summary>
internal static class PemPair
{
    private static readonly Func<AsymmetricAlgorithm>[] Algorithms = [ECDsa.Create, RSA.Create];

    public static bool Is(string text) => PemEncoding.TryFind(text, out _);

    /// <returns>The first private key of the text; null when there is none of a known kind.</returns>
    /// <exception cref="CryptographicException">It is encrypted, and the password is not its own.</exception>
    /// <exception cref="ArgumentException">It is encrypted, and there is no password.</exception>
    public static AsymmetricAlgorithm? ReadKey(string text, string? password)
    {
        var (pem, isEncrypted) = Find(text);
        if (pem is null)
        {
            return null;
        }

        foreach (var create in Algorithms)
        {
            var key = create();
            try
            {
                if (isEncrypted)
                {
                    key.ImportFromEncryptedPem(pem, password ?? throw new ArgumentException("It is encrypted.", nameof(password)));
                }
                else
                {
                    key.ImportFromPem(pem);
                }

                return key;
            }
            catch (Exception failure) when (failure is CryptographicException or ArgumentException)
            {
                key.Dispose();
                if (create == Algorithms[^1] && isEncrypted)
                {
                    throw;
                }
            }
        }

        return null;
    }

    public static bool Belongs(AsymmetricAlgorithm key, X509Certificate2 certificate) =>
        key.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(certificate.PublicKey.ExportSubjectPublicKeyInfo());

    public static X509Certificate2 Join(X509Certificate2 certificate, AsymmetricAlgorithm key) =>
        key switch
        {
            ECDsa curve => certificate.CopyWithPrivateKey(curve),
            RSA rsa => certificate.CopyWithPrivateKey(rsa),
            _ => throw new ArgumentException("The key is neither RSA nor EC.", nameof(key)),
        };

    private static (string? Pem, bool IsEncrypted) Find(string text)
    {
        const string PrivateKey = "PRIVATE KEY";
        for (var rest = text.AsSpan(); PemEncoding.TryFind(rest, out var fields); rest = rest[fields.Location.End..])
        {
            var label = rest[fields.Label];
            if (label.EndsWith(PrivateKey, StringComparison.Ordinal))
            {
                return (rest[fields.Location].ToString(), label.StartsWith("ENCRYPTED", StringComparison.Ordinal));
            }
        }

        return (null, false);
    }
}
