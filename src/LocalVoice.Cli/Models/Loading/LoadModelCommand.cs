using System.CommandLine;
using LocalVoice.Cli.Hosting;
using LocalVoice.Cli.Output;
using LocalVoice.Engines;
using LocalVoice.Server.Composition;

namespace LocalVoice.Cli.Models.Loading;

/// <summary>Hidden verb behind <see cref="LoadTrial"/>: loads one stage's model with this machine's settings and uses it once.</summary>
internal static class LoadModelCommand
{
    public const string Name = "load-model";

    public static Command Create()
    {
        var stage = new Option<string>("--stage") { Required = true };
        stage.AcceptOnlyFromAmong("vad", "stt", "llm", "tts", "turn");
        var model = new Option<string?>("--model");
        var path = new Option<string?>("--path");
        var command = new Command(Name, "Loads a model and uses it once.") { stage, model, path };
        command.Hidden = true;
        return command.Runs(
            json: null as Option<bool>,
            async context =>
            {
                await using var engines = Engines(context.Get(stage), context.Get(model) ?? "", context.Get(path) ?? "");
                object engine = context.Get(stage) switch
                {
                    "vad" => engines.Detector,
                    "stt" => engines.Recognizer,
                    "llm" => engines.Chat,
                    "turn" => engines.TurnEnd,
                    _ => engines.Synthesizer,
                };
                await ((IEngine)engine).WarmUpAsync(context.Cancellation);
                return ExitCode.Success;
            }
        );
    }

    private static LocalEngines Engines(string stage, string model, string path)
    {
        var section = $"--LocalVoice:Engines:{(stage == "turn" ? "SmartTurn" : stage)}";
        return stage == "tts"
            ? new([], builder => builder.Services.UseOnlyVoice(model, path))
            : new([$"{section}:Model={model}", $"{section}:ModelPath={path}"], _ => { });
    }
}
