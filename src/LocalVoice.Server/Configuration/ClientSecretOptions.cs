using System.Text;
using LocalVoice.Files;

namespace LocalVoice.Server.Configuration;

/// <summary>
/// Section <c>LocalVoice:Access:ClientSecrets</c>: what signs the short-lived secrets of <c>POST /v1/realtime/client_secrets</c>.
/// By default a random key of the process, so that no other process takes them, nor this one after a restart.
/// </summary>
public sealed class ClientSecretOptions
{
    private const string Section = $"{LocalVoiceOptions.Section}:Access:ClientSecrets";
    private const int LeastCharacters = 32;

    /// <summary>Holds a random text of at least 32 characters, the same for all replicas.</summary>
    public string? KeyFile { get; set; }

    /// <summary>The environment variable with that text, where there is no <see cref="KeyFile"/>.</summary>
    public string? KeyVariable { get; set; }

    /// <returns>The key's bytes, null where the settings name none; or what is wrong, without the key.</returns>
    internal (byte[]? Key, string? Failure) Read()
    {
        try
        {
            var source =
                KeyFile is { Length: > 0 } ? $"{Section}:{nameof(KeyFile)}"
                : KeyVariable is { Length: > 0 } ? $"{Section}:{nameof(KeyVariable)}"
                : null;
            return source is null ? (null, null)
                : Text() is { Length: >= LeastCharacters } key ? (Encoding.UTF8.GetBytes(key), null)
                : (null, $"{source} leads to a text of fewer than {LeastCharacters} characters; make one with 'openssl rand -hex 32'.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return (null, $"{Section}:{nameof(KeyFile)} is '{KeyFile}', which cannot be read: {failure.Message}");
        }
    }

    private string Text()
    {
        if (KeyFile is not { Length: > 0 } path)
        {
            return Environment.GetEnvironmentVariable(KeyVariable!)?.Trim() ?? "";
        }

        RegularFile.Require(path);
        return File.ReadAllText(path).Trim();
    }
}
