using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json;
using LocalVoice.Client;
using LocalVoice.Server.Configuration;

namespace LocalVoice.Cli.Output;

/// <summary>What is wrong with a command line, in words.</summary>
internal static class UsageFailure
{
    private const string Cannot = " as expected type '";

    /// <summary>Tells it on standard error; with <c>--json</c> on standard output too.</summary>
    public static ExitCode Tell(ParseResult parsed, InvocationConfiguration outputs)
    {
        var lines = parsed.Errors.Select(error => Sentence(error, parsed)).Distinct().Append(WhereToLook(parsed)).ToList();
        lines.ForEach(outputs.Error.WriteLine);
        if (AsksForJson(parsed))
        {
            var document = new FailureDocument(string.Join(' ', lines), (int)ExitCode.BadInput);
            outputs.Output.WriteLine(JsonSerializer.Serialize(document, JsonFormat.Options));
        }

        return ExitCode.BadInput;
    }

    /// <summary>The nearest of some names; null when none is near.</summary>
    public static string? Nearest(string name, IEnumerable<string> names)
    {
        var (nearest, distance) = names
            .Select(other => (other, EditDistance.Between(name, other)))
            .DefaultIfEmpty(("", 99))
            .MinBy(c => c.Item2);

        // Chosen by trial: a third of a name may be wrong.
        return distance <= Math.Max(2, nearest.Length / 3) ? nearest : null;
    }

    /// <summary>The names of a verb's options, those of its parents that go down to it, and its verbs.</summary>
    public static IEnumerable<string> NamesOf(CommandResult? verb)
    {
        foreach (var command in verb?.Command.Subcommands.Where(command => !command.Hidden) ?? [])
        {
            yield return command.Name;
        }

        for (var at = verb; at is not null; at = at.Parent as CommandResult)
        {
            foreach (var option in at.Command.Options)
            {
                if (!option.Hidden && (at == verb || option.Recursive))
                {
                    yield return option.Name;
                }
            }
        }
    }

    private static bool AsksForJson(ParseResult parsed) =>
        parsed.CommandResult.Command.Action is VerbAction verb
            ? verb.AsksForJson(parsed)
            : parsed.Tokens.Any(token => token.Value == "--json");

    private static string Sentence(ParseError error, ParseResult parsed)
    {
        var message = Printable.Line(Plain(error.Message));
        var unknown = parsed.UnmatchedTokens.FirstOrDefault(token => message.Contains($"'{token}'", StringComparison.Ordinal));
        return unknown is not null && Nearest(unknown, NamesOf(parsed.CommandResult)) is { } nearest
            ? $"{message} Did you mean {nearest}?"
            : message;
    }

    /// <summary>The parser names types of .NET.</summary>
    private static string Plain(string message)
    {
        var at = message.IndexOf(Cannot, StringComparison.Ordinal);
        return at < 0
            ? message
            : message[..at]
                + (
                    message[at..] switch
                    {
                        var number when number.Contains("Int", StringComparison.Ordinal) => ": it must be a whole number.",
                        var number when number.Contains("Double", StringComparison.Ordinal) => ": it must be a number, with a point.",
                        var truth when truth.Contains("Boolean", StringComparison.Ordinal) => ": it must be true or false.",
                        _ => ".",
                    }
                );
    }

    private static string WhereToLook(ParseResult parsed)
    {
        var path = new List<string>();
        for (var at = parsed.CommandResult; at?.Parent is CommandResult parent; at = parent)
        {
            path.Insert(0, at.Command.Name);
        }

        return $"'{string.Join(' ', ["localvoice", .. path, "--help"])}' lists what there is.";
    }
}
