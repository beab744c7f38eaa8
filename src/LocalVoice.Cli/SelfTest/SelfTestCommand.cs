using System.CommandLine;
using LocalVoice.Cli.Espeak;
using LocalVoice.Cli.Hosting;
using LocalVoice.Cli.Output;
using Spectre.Console;

namespace LocalVoice.Cli.SelfTest;

/// <summary><c>selftest</c>: one spoken turn per language through the whole pipeline, with the starter models.</summary>
internal static class SelfTestCommand
{
    public static Command Create()
    {
        var of = new ServerOptions();
        var json = new Option<bool>("--json") { Description = "Write one JSON document." };
        var command = new Command("selftest", "Runs one spoken turn per language through the whole pipeline.") { json };
        of.AddTo(command);
        return command.Runs(
            json,
            async context =>
            {
                await using var server = await of.OpenAsync(context);
                var run = new SelfTestRun(
                    server,
                    context.Time,
                    (sentence, stop) => EspeakProcess.SpeakAsync(EspeakVoice.For(sentence.Language), sentence.Said, stop)
                );
                var result = await run.OfAsync(SelfTestSentence.All, context.Cancellation);
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
