using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace LocalVoice.Server.Https;

/// <summary>
/// Keeps the machine's own certificate between starts, so that clients that know it go on knowing it. Where the folder
/// cannot be used, every start has another one.
/// </summary>
/// <param name="cacheFolder">Need not exist.</param>
internal sealed partial class SelfSignedStore(string cacheFolder, TimeProvider time, ILogger<SelfSignedStore> logger)
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    // A server may run for weeks.
    private static readonly TimeSpan Remaining = TimeSpan.FromDays(30);

    private readonly string _folder = Path.Combine(cacheFolder, "https");

    /// <summary>The certificate alone, for clients that are to trust it.</summary>
    public string CertificatePath => Path.Combine(_folder, "certificate.pem");

    /// <summary>The certificate and its key in one file, which is replaced as a whole.</summary>
    private string PairPath => Path.Combine(_folder, "server.pem");

    /// <summary>The kept one while it is valid for 30 more days and has the names; else a new one.</summary>
    public ServerCertificate Find(MachineNames names)
    {
        if (Kept(names) is { } kept)
        {
            return new ServerCertificate(kept, [], $"self-signed, {CertificatePath}");
        }

        var made = SelfSigned.Create(names, time.GetUtcNow());
        return new ServerCertificate(made, [], TryKeep(made) ? $"self-signed, {CertificatePath}" : "self-signed, not kept");
    }

    private X509Certificate2? Kept(MachineNames names)
    {
        try
        {
            if (!File.Exists(PairPath) || !IsPrivate(PairPath))
            {
                return null;
            }

            var pem = File.ReadAllText(PairPath);
            var kept = X509Certificate2.CreateFromPem(pem, pem);
            var now = time.GetUtcNow();
            if (kept.NotBefore.ToUniversalTime() <= now && now + Remaining < kept.NotAfter.ToUniversalTime() && names.AreIn(kept))
            {
                return ServerCertificate.Usable(kept);
            }

            kept.Dispose();
            return null;
        }
        catch (Exception failure) when (failure is CryptographicException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Renamed into place: another process reads all of it or nothing.</summary>
    private bool TryKeep(X509Certificate2 made)
    {
        try
        {
            Directory.CreateDirectory(_folder);
            var certificate = made.ExportCertificatePem();
            using var key = made.GetECDsaPrivateKey()!;
            Replace(PairPath, $"{certificate}\n{key.ExportPkcs8PrivateKeyPem()}\n", isPrivate: true);
            Replace(CertificatePath, $"{certificate}\n", isPrivate: false);
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            NotKept(_folder, failure.Message);
            return false;
        }
    }

    private static void Replace(string path, string text, bool isPrivate)
    {
        var draft = $"{path}.{Guid.NewGuid():n}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (isPrivate && !OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = Private;
        }

        using (var writer = new StreamWriter(draft, options))
        {
            writer.Write(text);
        }

        File.Move(draft, path, overwrite: true);
    }

    private static bool IsPrivate(string path) => OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & ~Private) == 0;

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The certificate cannot be kept in {Folder} ({Reason}): the next start has another one, which clients do not know. "
            + "LOCALVOICE_CACHE names another folder."
    )]
    private partial void NotKept(string folder, string reason);
}
