using System.CommandLine;
using System.Text;
using LocalVoice.Cli.Output;
using LocalVoice.Core.Text;

namespace LocalVoice.Cli.Stages.Normalize;

/// <summary><c>normalize</c>: what would be said of a text, and where it is cut.</summary>
internal static class NormalizeCommand
{
    private const string StandardInput = "-";

    /// <param name="input">Read for <c>--text -</c>; standard input where null.</param>
    public static Command Create(TextReader? input = null)
    {
        var text = new Option<string>("--text")
        {
            Description = "A language model's output, with its markup; - reads it from standard input.",
            Required = true,
        };
        var language = new Option<string>("--lang") { Description = "The text's language.", DefaultValueFactory = _ => "es" };
        var json = new Option<bool>("--json") { Description = "Write one JSON document." };
        var command = new Command("normalize", "Shows what would be said of a text, and where it is cut.") { text, language, json };
        return command.Runs(
            json,
            async context =>
            {
                var code = context.Get(language);
                if (!SpokenTextPreparation.Knows(code))
                {
                    throw new CliException(
                        $"--lang: there are no rules for the language '{code}'.",
                        "Use es, ca, ca-valencia, en or en-US.",
                        ExitCode.BadInput
                    );
                }

                var response = context.Get(text) is var given && given == StandardInput ? await ReadAsync(input, context) : given;
                Write(context, NormalizeDocument.Of(response, code));
                return ExitCode.Success;
            }
        );
    }

    private static async Task<string> ReadAsync(TextReader? input, VerbContext context)
    {
        if (input is not null)
        {
            return await input.ReadToEndAsync(context.Cancellation);
        }

        using var reader = new StreamReader(Console.OpenStandardInput(), Encoding.UTF8);
        return await reader.ReadToEndAsync(context.Cancellation);
    }

    private static void Write(VerbContext context, NormalizeDocument document)
    {
        context.WriteJson(document);
        context.WriteLines([document.Spoken]);
        context.WriteLines(document.Clauses.Select(clause => $"| {clause}"));
    }
}

/// <summary>The document of <c>normalize --json</c>.</summary>
/// <param name="Spoken">What the voice gets, of all clauses.</param>
/// <param name="Clauses">As written, without markup, in order.</param>
internal sealed record NormalizeDocument(string Spoken, IReadOnlyList<string> Clauses)
{
    public static NormalizeDocument Of(string response, string language)
    {
        var preparation = SpokenTextPreparations.WithoutLexicons.For(language);
        var clauses = ResponseClauses
            .Of(response, language)
            .Select(clause => (Written: clause.Trim(), Spoken: preparation.Prepare(clause)))
            .Where(clause => clause.Spoken.Length > 0)
            .ToList();
        return new(string.Join(' ', clauses.Select(clause => clause.Spoken)), [.. clauses.Select(clause => clause.Written)]);
    }
}
