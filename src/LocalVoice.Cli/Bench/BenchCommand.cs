using System.CommandLine;
using System.Text.Json;
using LocalVoice.Bench;
using LocalVoice.Bench.Clips;
using LocalVoice.Bench.Report;
using LocalVoice.Cli.Bench.Clips;
using LocalVoice.Cli.Bench.Compare;
using LocalVoice.Cli.Bench.Overhead;
using LocalVoice.Cli.Espeak;
using LocalVoice.Cli.Hosting;
using LocalVoice.Cli.Output;
using LocalVoice.Client;

namespace LocalVoice.Cli.Bench;

/// <summary><c>bench</c>: voice to voice on this machine, compared with the sequential pipeline.</summary>
internal static class BenchCommand
{
    private const string StandardOutput = "-";

    public static Command Create()
    {
        var options = new BenchOptions();
        var command = new Command("bench", "Measures voice to voice in real time, stage by stage.");
        options.AddTo(command);
        command.Subcommands.Add(BenchOverheadCommand.Create());
        command.Subcommands.Add(CompareCommand.Create());
        return command.Runs(parsed => parsed.GetValue(options.Json) == StandardOutput, context => BenchAsync(context, options));
    }

    private static async Task<ExitCode> BenchAsync(VerbContext context, BenchOptions options)
    {
        if (context.Get(options.Wav) is { } folder)
        {
            var clips = await new ClipBench(context, options).MeasureAsync(folder);
            ClipTable.Write(context.Console, clips);
            await SaveAsync(context, options, clips);
            return clips.Unanswered == 0 ? ExitCode.Success : ExitCode.Failed;
        }

        var language = context.Get(options.Language);
        var utterances = await BenchUtterance.AllAsync(
            language,
            (text, cancellation) => EspeakProcess.SpeakAsync(EspeakVoice.For(language), text, cancellation),
            context.Cancellation
        );
        await using var server = await options.Server.OpenAsync(context, RealModels.Settings(context.Get(options.Models)));
        var run = new BenchRun(new BenchCaller(server.RealtimeUrl(language), language, utterances, context.Time) { ApiKey = server.Key });
        var document = await new BenchReporter(context, options, run).MeasureAsync();
        BenchTable.Write(context.Console, document);
        await SaveAsync(context, options, document);
        if (context.Get(options.Html) is { } html)
        {
            await File.WriteAllTextAsync(html, HtmlReport.Render(document), context.Cancellation);
        }

        return document.Pipelines.Values.All(figures => figures.Unanswered == 0) ? ExitCode.Success : ExitCode.Failed;
    }

    private static async Task SaveAsync<T>(VerbContext context, BenchOptions options, T document)
    {
        context.WriteJson(document);
        if (context.Get(options.Json) is { } json and not StandardOutput)
        {
            await File.WriteAllTextAsync(json, JsonSerializer.Serialize(document, JsonFormat.Options), context.Cancellation);
        }
    }
}
