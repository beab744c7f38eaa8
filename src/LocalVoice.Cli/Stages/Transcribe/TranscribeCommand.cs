using System.CommandLine;
using LocalVoice.Audio;
using LocalVoice.Cli.Hosting;
using LocalVoice.Cli.Output;
using LocalVoice.Client.Audio;
using Spectre.Console;

namespace LocalVoice.Cli.Stages.Transcribe;

/// <summary><c>transcribe</c>: a recording's interim and final transcripts.</summary>
internal static class TranscribeCommand
{
    public static Command Create()
    {
        var wav = new Option<string>("--wav") { Description = "A WAV file of any rate and channels.", Required = true };
        var language = new Option<string>("--lang") { Description = "The speaker's language, or auto.", DefaultValueFactory = _ => "es" };
        var json = new Option<bool>("--json") { Description = "Write one JSON document." };
        var command = new Command("transcribe", "Writes down a recording.") { wav, language, json };
        return command.Runs(
            json,
            async context =>
            {
                var recording = InputRecording.Load(context, context.Get(wav)).At(AudioFormat.Recognition.SampleRateHz);
                await using var engines = new LocalEngines();
                await StageRequest.RequireHeardAsync(engines.Recognizer, context.Get(language));
                var transcript = await Transcription.OfAsync(
                    engines.Recognizer,
                    () => engines.Detector,
                    recording.ToFloats(),
                    context.Get(language),
                    context.Cancellation
                );
                Write(context, transcript);
                return context.Require(transcript.Final.Text.Length > 0, "No words were heard.");
            }
        );
    }

    private static void Write(VerbContext context, TranscribeDocument transcript)
    {
        context.WriteJson(transcript);
        foreach (var interim in transcript.Interims)
        {
            context.Console.MarkupLineInterpolated($"[grey]{interim.TMs, 6:0} ms  {interim.Text}[/]");
        }

        context.Console.WriteLine(transcript.Final.Text);
    }
}
