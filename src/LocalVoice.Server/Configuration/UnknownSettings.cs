using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Configuration;

/// <summary>Rejects unknown keys under <c>LocalVoice</c> at start-up: a misspelt key would otherwise be ignored silently.</summary>
/// <param name="schema">The known settings under <c>LocalVoice</c>.</param>
internal sealed class UnknownSettings(IConfiguration configuration, SettingNode schema) : IValidateOptions<LocalVoiceOptions>
{
    public ValidateOptionsResult Validate(string? name, LocalVoiceOptions options)
    {
        string[] failures = [.. Unknown(configuration.GetSection(LocalVoiceOptions.Section), schema)];
        return failures.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> Unknown(IConfigurationSection section, SettingNode node)
    {
        foreach (var child in section.GetChildren())
        {
            if ((node.Children.GetValueOrDefault(child.Key) ?? node.Any) is not { } known)
            {
                yield return $"{child.Path} is no setting{Suggestion(child, section, node)}";
                continue;
            }

            foreach (var unknown in Unknown(child, known))
            {
                yield return unknown;
            }
        }
    }

    private static string Suggestion(IConfigurationSection child, IConfigurationSection section, SettingNode node)
    {
        if (node.Children.IsEmpty)
        {
            return $": {section.Path} is a single value.";
        }

        var (nearest, distance) = node
            .Children.Keys.Select(key => (key, EditDistance.Between(key, child.Key)))
            .MinBy(candidate => candidate.Item2);
        // Suggests near names only; the limit was chosen by trial, not measured.
        return distance <= Math.Max(2, nearest.Length / 3)
            ? $"; did you mean {section.Path}:{nearest}?"
            : $"; under {section.Path} there are {string.Join(", ", node.Children.Keys)}.";
    }
}
