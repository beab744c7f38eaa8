using LocalVoice.Engines;
using LocalVoice.Speech;

namespace LocalVoice.Cli.Stages;

/// <summary>
/// Whether an engine can do what a verb is asked for. In a session an unknown voice or language has a substitute; whoever tries
/// a stage alone is told.
/// </summary>
internal static class StageRequest
{
    /// <exception cref="CliException">The recogniser does not know it.</exception>
    public static async Task RequireHeardAsync(IStreamingRecognizer recognizer, string language)
    {
        try
        {
            await using var stream = recognizer.OpenStream(RecognitionOptions.For(language));
        }
        catch (EngineException unknown)
        {
            throw Refusal(language, unknown.Message, "Give a language that it knows, such as es, ca or en, or auto.");
        }
    }

    /// <summary>Whether some voice is made for the language; any is where the synthesizer does not tell.</summary>
    /// <exception cref="CliException">None is.</exception>
    public static void RequireSpoken(ISpeechSynthesizer synthesizer, string language)
    {
        var known = synthesizer.Languages;
        if (known.Count > 0 && !known.Any(code => LanguageTag.Base(code) == LanguageTag.Base(language)))
        {
            throw Refusal(language, "No voice is made for it.", $"The voices speak {string.Join(", ", known)}.");
        }
    }

    /// <exception cref="CliException">There is no such voice.</exception>
    public static void RequireVoice(ISpeechSynthesizer synthesizer, string? voice)
    {
        if (voice is not null && !synthesizer.Voices.Contains(voice, StringComparer.OrdinalIgnoreCase))
        {
            throw new CliException(
                $"There is no voice '{voice}'.",
                $"The voices are {string.Join(", ", synthesizer.Voices)}.",
                ExitCode.BadInput
            );
        }
    }

    private static CliException Refusal(string language, string problem, string remedy) =>
        new($"--lang is '{language}': {problem}", remedy, ExitCode.BadInput);
}
