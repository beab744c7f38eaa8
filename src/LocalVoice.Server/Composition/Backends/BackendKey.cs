using LocalVoice.Server.Configuration;

namespace LocalVoice.Server.Composition.Backends;

/// <summary>Reads a backend's key from its file or environment variable. It is never logged, and never comes from a client.</summary>
internal static class BackendKey
{
    /// <returns>The key, empty where the settings name none; or what is wrong.</returns>
    public static (string Key, string? Failure) Read(EnabledBackend backend)
    {
        var options = backend.Options;
        if (options.KeyFile is { Length: > 0 } path)
        {
            return ReadFile(backend, path);
        }

        if (options.KeyVariable is not { Length: > 0 } variable)
        {
            return ("", null);
        }

        var key = Environment.GetEnvironmentVariable(variable)?.Trim();
        return key is { Length: > 0 }
            ? (key, null)
            : (
                "",
                $"{backend.Section} needs a key: set the environment variable {variable}, or {backend.Section}:KeyFile to a file with it."
            );
    }

    private static (string Key, string? Failure) ReadFile(EnabledBackend backend, string path)
    {
        try
        {
            var key = File.ReadAllText(path).Trim();
            return key.Length > 0 ? (key, null) : ("", $"{backend.Section}:KeyFile is '{path}', which is empty; it must hold the key.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return ("", $"{backend.Section}:KeyFile is '{path}', which cannot be read: {failure.Message}");
        }
    }
}
