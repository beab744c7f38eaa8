using System.CommandLine;
using LocalVoice.Audio;
using LocalVoice.Cli.Hosting;
using LocalVoice.Cli.Output;
using LocalVoice.Client.Audio;
using Spectre.Console;

namespace LocalVoice.Cli.Stages.Vad;

/// <summary><c>vad</c>: the detector's output for a recording.</summary>
internal static class VadCommand
{
    public static Command Create()
    {
        var wav = new Option<string>("--wav") { Description = "A WAV file of any rate and channels.", Required = true };
        var json = new Option<bool>("--json") { Description = "Write one JSON document." };
        var command = new Command("vad", "Finds the speech in a recording.") { wav, json };
        return command.Runs(
            json,
            async context =>
            {
                var recording = InputRecording.Load(context, context.Get(wav)).At(AudioFormat.Recognition.SampleRateHz);
                await using var engines = new LocalEngines();
                using var detector = engines.Detector.Create();
                Write(context, SpeechSpans.Of(detector, recording.ToFloats()));
                return ExitCode.Success;
            }
        );
    }

    private static void Write(VerbContext context, VadDocument found)
    {
        context.WriteJson(found);
        foreach (var span in found.Spans)
        {
            context.Console.WriteLine($"{span.StartMs, 8:0} … {span.EndMs, 8:0} ms");
        }
    }
}
