using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Configuration;

/// <summary>
/// Rejects unknown keys under <c>LocalVoice</c>, values of another type, and <see cref="MisspeltVariables"/>, at start-up. A misspelt key
/// would otherwise be ignored silently, and an item of a list or dictionary with such a value be left out.
/// </summary>
internal static class UnknownSettings
{
    /// <param name="schema">The known settings under <c>LocalVoice</c>.</param>
    /// <exception cref="OptionsValidationException">Names every such key.</exception>
    public static void Refuse(IConfiguration configuration, SettingNode schema)
    {
        var variables = Environment.GetEnvironmentVariables().Keys.Cast<string>();
        string[] failures = [.. Problems(configuration, schema), .. MisspeltVariables.Problems(variables, schema)];
        if (failures.Length > 0)
        {
            throw new OptionsValidationException(LocalVoiceOptions.Section, typeof(LocalVoiceOptions), failures);
        }
    }

    /// <summary>Every such key, a sentence each.</summary>
    public static IEnumerable<string> Problems(IConfiguration configuration, SettingNode schema) =>
        Wrong(configuration.GetSection(LocalVoiceOptions.Section), schema);

    private static IEnumerable<string> Wrong(IConfigurationSection section, SettingNode node)
    {
        // The value stays out of the message: it may be a key that was put one level too high.
        if (node.IsSection && section.Value is { Length: > 0 })
        {
            var example = node.Children.Keys.FirstOrDefault("NAME");
            yield return $"{section.Path} is a section; it takes settings under it, such as {section.Path}:{example}.";
        }

        if (node.Type is { } type && section.Value is { } value && !SettingValue.Fits(value, type))
        {
            yield return $"{section.Path} is '{value}'; it must be {SettingValue.Describe(type)}.";
        }

        foreach (var child in section.GetChildren())
        {
            string[] failures = (node.Children.GetValueOrDefault(child.Key) ?? node.Any) is { } known
                ? [.. Wrong(child, known)]
                : [$"{child.Path} is no setting{Suggestion(child, section, node)}"];
            foreach (var failure in failures)
            {
                yield return failure;
            }
        }
    }

    private static string Suggestion(IConfigurationSection child, IConfigurationSection section, SettingNode node)
    {
        if (node.Children.IsEmpty)
        {
            return $": {section.Path} is a single value.";
        }

        string[] below = [.. node.Children.Where(known => known.Value.Children.ContainsKey(child.Key)).Select(known => known.Key)];
        if (below.Length > 0)
        {
            return $"; did you mean {string.Join(" or ", below.Select(known => $"{section.Path}:{known}:{child.Key}"))}?";
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
