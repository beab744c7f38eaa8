using System.CommandLine;
using LocalVoice.Cli.Hosting;
using LocalVoice.Cli.Output;
using LocalVoice.Engines;
using LocalVoice.Engines.Piper;
using Spectre.Console;

namespace LocalVoice.Cli.Stages.Phonemes;

/// <summary><c>phonemes</c>: a text's phonemes.</summary>
internal static class PhonemesCommand
{
    public static Command Create()
    {
        var text = new Option<string>("--text")
        {
            Description = "What to pronounce, as it stands: nothing is read out first.",
            Required = true,
        };
        var language = new Option<string>("--lang")
        {
            Description = "A language, or any voice of espeak-ng.",
            DefaultValueFactory = _ => "es",
        };
        var json = new Option<bool>("--json") { Description = "Write one JSON document." };
        var command = new Command("phonemes", "Shows a text's phonemes and the voice model's ids for them.") { text, language, json };
        return command.Runs(
            json,
            async context =>
            {
                var said = Words.Require(text.Name, context.Get(text));
                await using var engines = new LocalEngines();
                var piper =
                    engines.Synthesizer as PiperSynthesizer
                    ?? throw new CliException(
                        "The configured synthesizer has no phonemes.",
                        "Configure a Piper voice.",
                        ExitCode.Unavailable
                    );
                Write(context, new PhonemesDocument([.. Sentences(piper, said, context.Get(language)).Select(PhonemesEntry.Of)]));
                return ExitCode.Success;
            }
        );
    }

    /// <exception cref="CliException">espeak-ng has no voice for the language.</exception>
    private static IReadOnlyList<PhonemizedSentence> Sentences(PiperSynthesizer piper, string text, string language)
    {
        try
        {
            return piper.Phonemize(text, language);
        }
        catch (EngineException unknown)
        {
            throw new CliException($"--lang is '{language}': {unknown.Message}", "'espeak-ng --voices' lists them.", ExitCode.BadInput);
        }
    }

    private static void Write(VerbContext context, PhonemesDocument document)
    {
        context.WriteJson(document);
        foreach (var sentence in document.Sentences)
        {
            context.Console.WriteLine(string.Concat(sentence.Phonemes));
            context.Console.MarkupLineInterpolated($"[grey]{string.Join(' ', sentence.Ids)}[/]");
        }
    }
}

/// <summary>The document of <c>phonemes --json</c>.</summary>
internal sealed record PhonemesDocument(IReadOnlyList<PhonemesEntry> Sentences);

/// <param name="Phonemes">International phonetic alphabet, decomposed: one codepoint each.</param>
/// <param name="Ids">The voice model's input ids.</param>
internal sealed record PhonemesEntry(IReadOnlyList<string> Phonemes, IReadOnlyList<long> Ids)
{
    public static PhonemesEntry Of(PhonemizedSentence sentence) => new(sentence.Phonemes, sentence.Ids);
}
