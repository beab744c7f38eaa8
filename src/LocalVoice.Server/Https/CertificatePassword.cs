using LocalVoice.Files;
using LocalVoice.Server.Configuration;

namespace LocalVoice.Server.Https;

/// <summary>The password of a certificate's key, from a file or the environment.</summary>
internal static class CertificatePassword
{
    public const string FileSetting = $"{HttpsOptions.Section}:{nameof(HttpsOptions.PasswordFile)}";
    private const string VariableSetting = $"{HttpsOptions.Section}:{nameof(HttpsOptions.PasswordVariable)}";

    /// <returns>Null where the settings name none.</returns>
    /// <exception cref="CertificateException">The file or variable that they name is missing.</exception>
    public static string? Of(HttpsOptions options)
    {
        if (options.PasswordFile is { Length: > 0 } path)
        {
            return ReadFile(path);
        }

        if (options.PasswordVariable is not { Length: > 0 } variable)
        {
            return null;
        }

        return Environment.GetEnvironmentVariable(variable)
            ?? throw new CertificateException($"{VariableSetting} names an environment variable that is not set. Set it to the password.");
    }

    /// <summary>The setting from which it comes.</summary>
    public static string SourceOf(HttpsOptions options) => options.PasswordFile is { Length: > 0 } ? FileSetting : VariableSetting;

    private static string ReadFile(string path)
    {
        try
        {
            RegularFile.Require(path);
            return File.ReadAllText(path).TrimEnd('\r', '\n');
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CertificateException(
                $"{FileSetting} is '{path}', which cannot be read: {failure.Message} Set it to the password's file."
            );
        }
    }
}
