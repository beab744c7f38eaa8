namespace LocalVoice.Server.Configuration;

/// <summary>The top level of the configuration: this server's section, and what ASP.NET Core and its host read.</summary>
public static class TopLevelSettings
{
    /// <summary>Keys, or sections whose keys begin with the name and a colon. Case does not matter.</summary>
    public static IReadOnlyList<string> Known { get; } =
    [
        LocalVoiceOptions.Section,
        "Logging",
        "Kestrel",
        "AllowedHosts",
        "urls",
        "http_ports",
        "https_ports",
        "environment",
        "contentRoot",
        "webroot",
        "applicationName",
        "hostBuilder",
        "shutdownTimeoutSeconds",
    ];

    /// <summary>Whether a key, or the section that it is in, is among them.</summary>
    public static bool Knows(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Known.Contains(key.Split(':')[0], StringComparer.OrdinalIgnoreCase);
    }
}
