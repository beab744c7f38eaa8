namespace LocalVoice.Cli.Bench.Compare.Backends;

/// <summary>The backend of a stage.</summary>
/// <param name="Stage"><c>Stt</c>, <c>Llm</c> or <c>Tts</c>.</param>
/// <param name="Name"><c>local</c>, or its name in the configuration.</param>
/// <param name="Settings">Of its section, by key; empty for <c>local</c>.</param>
internal sealed record StageBackend(string Stage, string Name, IReadOnlyDictionary<string, string> Settings)
{
    public bool IsRemote => Name != BackendNames.Local;

    /// <summary>Whether its service can be reached: it needs no key, or its key is there.</summary>
    public bool HasKey =>
        this["KeyFile"] is { } file
            ? File.Exists(file)
            : this["KeyVariable"] is not { } variable || Environment.GetEnvironmentVariable(variable)?.Trim() is { Length: > 0 };

    /// <summary>The protocol, as the configuration names it; empty for <c>local</c>.</summary>
    public string Kind => this["Kind"] ?? "";

    /// <summary>A setting; null where it is missing or empty.</summary>
    public string? this[string key] => Settings.TryGetValue(key, out var value) && value.Length > 0 ? value : null;

    /// <summary>Another value of a setting, as an argument of a server.</summary>
    public string Set(string key, string value) => $"--LocalVoice:Backends:{Stage}:{Name}:{key}={value}";
}
