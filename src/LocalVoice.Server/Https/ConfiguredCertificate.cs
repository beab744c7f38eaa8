using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using LocalVoice.Files;
using LocalVoice.Server.Configuration;

namespace LocalVoice.Server.Https;

/// <summary>Reads the certificate that settings name, PEM or PFX.</summary>
internal static class ConfiguredCertificate
{
    private const string FileSetting = $"{HttpsOptions.Section}:{nameof(HttpsOptions.CertificateFile)}";
    private const string KeySetting = $"{HttpsOptions.Section}:{nameof(HttpsOptions.KeyFile)}";
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    /// <summary>Of the files that it is read from: changes when one of them does.</summary>
    public static string StateOf(HttpsOptions options)
    {
        string?[] paths = [options.CertificateFile, options.KeyFile, options.PasswordFile];
        return string.Join(';', paths.OfType<string>().Where(path => path.Length > 0).Select(StateOf));
    }

    /// <exception cref="CertificateException">A file is missing, or the certificate cannot be used now.</exception>
    public static ServerCertificate Read(HttpsOptions options, DateTimeOffset now)
    {
        var path = options.CertificateFile!;
        var bytes = ReadFile(FileSetting, path);
        var text = Encoding.UTF8.GetString(bytes);
        var (leaf, chain) = PemPair.Is(text) ? ReadPem(options, text) : ReadPfx(options, bytes);
        RequireUsable(leaf, path, now);
        return new ServerCertificate(ServerCertificate.Usable(leaf), chain, path);
    }

    private static (X509Certificate2 Leaf, X509Certificate2Collection Chain) ReadPem(HttpsOptions options, string text)
    {
        var keyFile = options.KeyFile is { Length: > 0 } named ? named : null;
        var keyText = keyFile is null ? text : Encoding.UTF8.GetString(ReadFile(KeySetting, keyFile));
        var source = keyFile is null ? $"{FileSetting} '{options.CertificateFile}'" : $"{KeySetting} '{keyFile}'";
        var certificates = Certificates(options, text);
        try
        {
            using var key =
                PemPair.ReadKey(keyText, CertificatePassword.Of(options))
                ?? throw new CertificateException(
                    $"{source} has no private key of a kind that is known (RSA or EC, in PEM). Set {KeySetting} to the certificate's key."
                );
            var leaf =
                certificates.FirstOrDefault(certificate => PemPair.Belongs(key, certificate))
                ?? throw new CertificateException(
                    $"The private key in {source} does not belong to the certificate in {FileSetting} '{options.CertificateFile}'. "
                        + "Set both to files that were made together."
                );
            certificates.Remove(leaf);
            return (PemPair.Join(leaf, key), certificates);
        }
        catch (Exception failure) when (failure is CryptographicException or ArgumentException)
        {
            throw CertificatePassword.Of(options) is null
                ? new CertificateException(
                    $"The private key in {source} is encrypted, or damaged. "
                        + $"Set {CertificatePassword.FileSetting} to a file with its password, or give a key without one."
                )
                : new CertificateException(
                    $"The private key in {source} cannot be read with the password of {CertificatePassword.SourceOf(options)}. "
                        + "Correct the password."
                );
        }
    }

    private static X509Certificate2Collection Certificates(HttpsOptions options, string text)
    {
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPem(text);
        }
        catch (CryptographicException)
        {
            certificates.Clear();
        }

        return certificates.Count > 0
            ? certificates
            : throw new CertificateException(
                $"{FileSetting} '{options.CertificateFile}' has no certificate that can be read. Give a PEM file with one, or a PFX file."
            );
    }

    private static (X509Certificate2 Leaf, X509Certificate2Collection Chain) ReadPfx(HttpsOptions options, byte[] bytes)
    {
        const int WrongPassword = unchecked((int)0x80070056);
        var path = options.CertificateFile;
        var password = CertificatePassword.Of(options);
        X509Certificate2Collection certificates;
        try
        {
            certificates = X509CertificateLoader.LoadPkcs12Collection(bytes, password, X509KeyStorageFlags.Exportable);
        }
        catch (CryptographicException failure) when (failure.HResult == WrongPassword)
        {
            throw new CertificateException(
                password is null
                    ? $"{FileSetting} '{path}' needs a password: set {CertificatePassword.FileSetting} to a file with it."
                    : $"{FileSetting} '{path}' cannot be read with the password of {CertificatePassword.SourceOf(options)}. "
                        + "Correct the password."
            );
        }
        catch (CryptographicException)
        {
            throw new CertificateException(
                $"{FileSetting} '{path}' is neither PEM nor PFX, or damaged. Give a certificate in one of them."
            );
        }

        var leaf =
            certificates.FirstOrDefault(certificate => certificate.HasPrivateKey)
            ?? throw new CertificateException($"{FileSetting} '{path}' has no private key. Export the certificate together with its key.");
        certificates.Remove(leaf);
        return (leaf, certificates);
    }

    private static void RequireUsable(X509Certificate2 leaf, string path, DateTimeOffset now)
    {
        if (leaf.NotAfter.ToUniversalTime() <= now)
        {
            throw new CertificateException(
                $"The certificate in {FileSetting} '{path}' has expired: it was valid until {leaf.NotAfter.ToUniversalTime():u}. Renew it."
            );
        }

        if (leaf.NotBefore.ToUniversalTime() > now)
        {
            throw new CertificateException(
                $"The certificate in {FileSetting} '{path}' is not valid before {leaf.NotBefore.ToUniversalTime():u}. "
                    + "Check this machine's clock."
            );
        }

        var uses = leaf.Extensions.OfType<X509EnhancedKeyUsageExtension>().FirstOrDefault();
        if (uses is not null && !uses.EnhancedKeyUsages.Cast<Oid>().Any(use => use.Value == ServerAuthentication))
        {
            throw new CertificateException(
                $"The certificate in {FileSetting} '{path}' is not for servers: its extended key usage leaves out TLS server "
                    + "authentication. Give one that has it."
            );
        }
    }

    private static byte[] ReadFile(string setting, string path)
    {
        try
        {
            return RegularFile.ReadAllBytes(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CertificateException(
                $"{setting} is '{path}', which cannot be read: {failure.Message} Set it to the certificate's file."
            );
        }
    }

    /// <summary>A link's target counts: certificates are often renewed by another target.</summary>
    private static string StateOf(string path)
    {
        try
        {
            var file = new FileInfo(path);
            var target = file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
            return $"{target.FullName}|{target.LastWriteTimeUtc.Ticks}|{(target.Exists ? target.Length : -1)}";
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
