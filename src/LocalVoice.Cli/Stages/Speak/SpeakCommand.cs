using System.CommandLine;
using LocalVoice.Bench.Engines;
using LocalVoice.Cli.Hosting;
using LocalVoice.Cli.Output;
using LocalVoice.Client.Audio;
using LocalVoice.Core.Text;
using LocalVoice.Core.Text.Pronunciation;
using LocalVoice.Speech;
using Spectre.Console;

namespace LocalVoice.Cli.Stages.Speak;

/// <summary><c>speak</c>: synthesises a text to a file.</summary>
internal static class SpeakCommand
{
    public static Command Create()
    {
        var text = new Option<string>("--text") { Description = "What to say; numbers, dates and the like are read out.", Required = true };
        var language = new Option<string>("--lang") { Description = "The text's language.", DefaultValueFactory = _ => "es" };
        var voice = new Option<string?>("--voice") { Description = "One of the configured voices." };
        var file = new Option<string>("--out") { Description = "The WAV file to write.", Required = true };
        var json = new Option<bool>("--json") { Description = "Write one JSON document." };
        var command = new Command("speak", "Speaks a text into a WAV file.") { text, language, voice, file, json };
        return command.Runs(
            json,
            async context =>
            {
                var said = Words.Require(text.Name, context.Get(text));
                OutputFile.Require(file.Name, context.Get(file));
                await using var engines = new LocalEngines();
                StageRequest.RequireVoice(engines.Synthesizer, context.Get(voice));
                StageRequest.RequireSpoken(engines.Synthesizer, context.Get(language));
                var words = new SpokenTextPreparation(context.Get(language), PronunciationLexicon.Empty).Prepare(said);
                var request = new SynthesisRequest(words, context.Get(language), context.Get(voice));
                var speech = await SpeechTake.OfAsync(engines.Synthesizer, request, context.Time, context.Cancellation);
                if (speech.Recording.Samples.Length == 0)
                {
                    throw new CliException($"There is nothing to pronounce in '{said}'.", "Give words.", ExitCode.BadInput);
                }

                WaveFile.Save(context.Get(file), speech.Recording);
                context.WriteJson(
                    new SpeakDocument(
                        context.Get(file),
                        speech.Recording.SampleRateHz,
                        speech.Recording.Duration.TotalMilliseconds,
                        speech.FirstAudio.TotalMilliseconds,
                        speech.Whole.TotalMilliseconds
                    )
                );
                context.Console.WriteLine(
                    $"{speech.Recording.Duration.TotalSeconds:0.0} s of speech; first audio after "
                        + $"{speech.FirstAudio.TotalMilliseconds:0} ms, all of it after {speech.Whole.TotalMilliseconds:0} ms."
                );
                return ExitCode.Success;
            }
        );
    }
}

/// <summary>The document of <c>speak --json</c>.</summary>
/// <param name="FirstAudioMs">Request → first chunk, on a warm engine.</param>
/// <param name="WholeMs">Request → last chunk.</param>
internal sealed record SpeakDocument(string File, int Rate, double DurationMs, double FirstAudioMs, double WholeMs);
