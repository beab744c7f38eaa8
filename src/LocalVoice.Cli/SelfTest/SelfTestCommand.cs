using System.CommandLine;
using LocalVoice.Cli.Espeak;
using LocalVoice.Cli.Hosting;
using LocalVoice.Cli.Output;
using Spectre.Console;

namespace LocalVoice.Cli.SelfTest;

/// <summary>
/// <c>selftest</c>: spoken turns through the whole pipeline. The starter models hear a sentence of espeak-ng per language, real
/// ones recordings.
/// </summary>
internal static class SelfTestCommand
{
    public static Command Create()
    {
        var of = new ServerOptions();
        var models = RealModels.Option();
        var json = new Option<bool>("--json") { Description = "Write one JSON document." };
        var command = new Command("selftest", "Runs one spoken turn per language through the whole pipeline.") { models, json };
        of.AddTo(command);
        return command.Runs(
            json,
            async context =>
            {
                var real = context.Get(models);
                var settings = RealModels.Settings(real);
                var clips = real is null ? [] : RealSpeech.Clips().ToDictionary(RealSpeech.Sentence, clip => clip.Recording);
                await using var server = await of.OpenAsync(context, settings);
                var run = new SelfTestRun(
                    server,
                    context.Time,
                    (sentence, stop) =>
                        clips.TryGetValue(sentence, out var recording)
                            ? Task.FromResult(recording)
                            : EspeakProcess.SpeakAsync(EspeakVoice.For(sentence.Language), sentence.Said, stop)
                );
                var result = await run.OfAsync(real is null ? SelfTestSentence.Starter : clips.Keys, context.Cancellation);
                Write(context, result);
                return result.Ok ? ExitCode.Success : ExitCode.Failed;
            }
        );
    }

    private static void Write(VerbContext context, SelfTestDocument result)
    {
        context.WriteJson(result);
        foreach (var turn in result.Turns)
        {
            var mark = turn.Problem is null ? "[green]ok[/]  " : "[red]FAIL[/]";
            var words = Markup.Escape($"{turn.Lang}  {turn.Said} → {turn.Answered}");
            context.Console.MarkupLine($"{mark} {words}  [grey]{turn.V2vMs:0} ms[/]");
            if (turn.Problem is { } problem)
            {
                context.Console.MarkupLineInterpolated($"        heard '{turn.Heard}'. {problem}");
            }
        }
    }
}
