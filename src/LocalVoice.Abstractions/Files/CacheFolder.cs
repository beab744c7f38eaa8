namespace LocalVoice.Files;

/// <summary>Where what can be computed again is kept between starts.</summary>
public static class CacheFolder
{
    public const string Variable = "LOCALVOICE_CACHE";

    private const string Name = "localvoice";

    /// <summary>The folder that the process's environment names; it need not exist.</summary>
    public static string Default =>
        Of(
            Environment.GetEnvironmentVariable,
            OperatingSystem.IsWindows() ? PlatformID.Win32NT
                : OperatingSystem.IsMacOS() ? PlatformID.Other
                : PlatformID.Unix
        );

    /// <summary><see cref="Variable"/>, else the platform's own folder; without a home, one in the temporary folder.</summary>
    /// <param name="platform"><see cref="PlatformID.Other"/> is macOS.</param>
    public static string Of(Func<string, string?> variable, PlatformID platform)
    {
        if (variable(Variable) is { Length: > 0 } chosen)
        {
            return Path.GetFullPath(chosen);
        }

        var home = variable("HOME");
        var own = platform switch
        {
            PlatformID.Win32NT => Under(variable("LOCALAPPDATA"), Name, "cache"),
            PlatformID.Other => Under(home, "Library", "Caches", Name),
            _ => Under(variable("XDG_CACHE_HOME"), Name) ?? Under(home, ".cache", Name),
        };
        return own ?? Path.Combine(Path.GetTempPath(), $"{Name}-cache");
    }

    /// <summary>Null for a base that is not set; XDG ignores relative ones.</summary>
    private static string? Under(string? folder, params string[] parts) =>
        folder is { Length: > 0 } && Path.IsPathRooted(folder) ? Path.Combine([folder, .. parts]) : null;
}
