using System.CommandLine;
using LocalVoice.Cli.Output;
using LocalVoice.Client.Audio;

namespace LocalVoice.Cli.Espeak;

/// <summary>Hidden verb behind <see cref="EspeakProcess"/>: synthesises a text as WAV on standard output.</summary>
internal static class SayToWavCommand
{
    public const string Name = "say-to-wav";

    public static Command Create()
    {
        var text = new Option<string>("--text") { Required = true };
        var voice = new Option<string>("--voice") { Required = true };
        var speed = new Option<int>("--speed") { DefaultValueFactory = _ => 160 };
        var pitch = new Option<int>("--pitch") { DefaultValueFactory = _ => 50 };
        var command = new Command(Name, "Speaks a text with espeak-ng as WAV on standard output.") { text, voice, speed, pitch };
        command.Hidden = true;
        return command.Runs(
            json: null as Option<bool>,
            async context =>
            {
                var chosen = new EspeakVoice(context.Get(voice), context.Get(speed), context.Get(pitch));
                using var wave = new MemoryStream();
                WaveFile.Write(wave, EspeakSynthesis.Speak(chosen, context.Get(text)));
                await using var output = Console.OpenStandardOutput();
                await output.WriteAsync(wave.ToArray(), context.Cancellation);
                return ExitCode.Success;
            }
        );
    }
}
