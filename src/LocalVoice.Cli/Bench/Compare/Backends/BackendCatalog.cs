using Microsoft.Extensions.Configuration;

namespace LocalVoice.Cli.Bench.Compare.Backends;

/// <summary>The configuration's backends, and the profiles beside them.</summary>
internal sealed class BackendCatalog(IConfiguration configuration)
{
    public IReadOnlyList<string> Profiles =>
        [.. configuration.GetSection("LocalVoice:Profiles").GetChildren().Select(profile => profile.Key)];

    /// <exception cref="CliException">A stage has no backend of that name.</exception>
    public IReadOnlyList<StageBackend> Find(BackendNames names) => [.. names.Stages.Select(stage => Find(stage.Stage, stage.Name))];

    private StageBackend Find(string stage, string name)
    {
        if (name == BackendNames.Local)
        {
            return new(stage, name, new Dictionary<string, string>());
        }

        var section = Section(stage).GetChildren().FirstOrDefault(section => section.Key.Equals(name, StringComparison.OrdinalIgnoreCase));
        return section is null ? throw Unknown(stage, name) : new(stage, section.Key, SettingsOf(section));
    }

    private static Dictionary<string, string> SettingsOf(IConfigurationSection section) =>
        section
            .GetChildren()
            .Where(setting => setting.Value is not null)
            .ToDictionary(setting => setting.Key, setting => setting.Value!, StringComparer.OrdinalIgnoreCase);

    private CliException Unknown(string stage, string name) =>
        new(
            $"--backends names '{name}' for {stage.ToUpperInvariant()}, which is no backend.",
            $"Give local, or one of {string.Join(", ", Section(stage).GetChildren().Select(section => section.Key))}.",
            ExitCode.BadInput
        );

    private IConfigurationSection Section(string stage) => configuration.GetSection($"LocalVoice:Backends:{stage}");
}
