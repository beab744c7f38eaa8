using LocalVoice.Files;
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

        var key = Environment.GetEnvironmentVariable(variable)?.Trim() ?? "";
        return key.Length == 0 ? ("", Missing(backend, variable)) : Checked(key, $"{Shown(variable)}, which {backend.Section} names,");
    }

    private static (string Key, string? Failure) ReadFile(EnabledBackend backend, string path)
    {
        try
        {
            RegularFile.Require(path);
            var key = File.ReadAllText(path).Trim();
            return key.Length > 0
                ? Checked(key, $"The file '{path}', which {backend.Section}:KeyFile names,")
                : ("", $"{backend.Section}:KeyFile is '{path}', which is empty; it must hold the key.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return ("", $"{backend.Section}:KeyFile is '{path}', which cannot be read: {failure.Message}");
        }
    }

    private static string Missing(EnabledBackend backend, string variable) =>
        $"{backend.Section} needs a key: set the environment variable {Shown(variable)}, or {backend.Section}:KeyFile to a file with it.";

    /// <summary>A key goes into a header: visible ASCII. What it is instead is not told.</summary>
    private static (string Key, string? Failure) Checked(string key, string source) =>
        key.All(character => character is > ' ' and <= '~')
            ? (key, null)
            : ("", $"{source} holds more than a key; it must hold the key alone: no spaces, quotes, line breaks or comments.");

    /// <summary>Not what was meant to be the key itself, and put into the wrong setting.</summary>
    private static string Shown(string variable) =>
        variable.All(character => char.IsAsciiLetterUpper(character) || char.IsAsciiDigit(character) || character == '_')
            ? variable
            : "that its KeyVariable names (not shown: it may be a key)";
}
