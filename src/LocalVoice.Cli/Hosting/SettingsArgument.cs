using System.CommandLine;
using System.CommandLine.Parsing;
using LocalVoice.Cli.Output;
using LocalVoice.Server.Configuration;

namespace LocalVoice.Cli.Hosting;

/// <summary>
/// Settings of one run, as ASP.NET Core reads them from a command line: <c>--Section:Key=value</c> or <c>--Section:Key value</c>.
/// Whatever looks otherwise is an error: ASP.NET Core would take it without a word.
/// </summary>
internal static class SettingsArgument
{
    public static Argument<string[]> Create()
    {
        var settings = new Argument<string[]>("settings") { Description = "Settings for this run, as --LocalVoice:Key=value." };
        settings.Validators.Add(result =>
        {
            foreach (var problem in Problems([.. result.Tokens.Select(token => token.Value)], result.Parent as CommandResult))
            {
                result.AddError(problem);
            }
        });
        return settings;
    }

    private static IEnumerable<string> Problems(string[] tokens, CommandResult? verb)
    {
        for (var i = 0; i < tokens.Length; i++)
        {
            var (name, separator) = (tokens[i].TrimStart('-'), tokens[i].IndexOf('=', StringComparison.Ordinal));
            var isNamed = tokens[i].StartsWith("--", StringComparison.Ordinal);
            name = separator < 0 ? name : tokens[i][..separator].TrimStart('-');
            if (!isNamed && separator < 0)
            {
                yield return $"'{tokens[i]}' is no setting: settings are written as --LocalVoice:Key=value.";
            }
            else if (!TopLevelSettings.Knows(name))
            {
                yield return Unknown(tokens[i], name, verb);
            }
            else if (separator < 0 && ++i >= tokens.Length)
            {
                yield return $"'{tokens[^1]}' has no value: settings are written as --LocalVoice:Key=value.";
            }
        }
    }

    private static string Unknown(string token, string name, CommandResult? verb)
    {
        var nearest = name.Contains(':', StringComparison.Ordinal)
            ? UsageFailure.Nearest(name.Split(':')[0], TopLevelSettings.Known) is { } section
                ? $"--{section}{token[token.IndexOf(':', StringComparison.Ordinal)..]}"
                : null
            : UsageFailure.Nearest(token.Split('=')[0], UsageFailure.NamesOf(verb));
        return $"'{token}' is neither an option of this verb nor a setting"
            + (nearest is null ? "; settings are written as --LocalVoice:Key=value." : $"; did you mean {nearest}?");
    }
}
