using System.CommandLine;
using System.Text.Json;
using LocalVoice.Bench.Clips;
using LocalVoice.Bench.Report;
using LocalVoice.Cli.Bench.Clips;
using LocalVoice.Cli.Bench.Compare;
using LocalVoice.Cli.Bench.Fleet;
using LocalVoice.Cli.Bench.Overhead;
using LocalVoice.Cli.Bench.Overload;
using LocalVoice.Cli.Bench.Soak;
using LocalVoice.Cli.Bench.Transport;
using LocalVoice.Cli.Bench.Turns;
using LocalVoice.Cli.Output;
using LocalVoice.Client;

namespace LocalVoice.Cli.Bench;

/// <summary><c>bench</c>: voice to voice on this machine, compared with the sequential pipeline or for recordings of people.</summary>
internal static class BenchCommand
{
    public static Command Create()
    {
        var options = new BenchOptions();
        var command = new Command("bench", "Measures voice to voice in real time, stage by stage.");
        options.AddTo(command);
        command.Subcommands.Add(BenchOverheadCommand.Create());
        command.Subcommands.Add(BenchSoakCommand.Create());
        command.Subcommands.Add(CompareCommand.Create());
        command.Subcommands.Add(BenchTurnsCommand.Create());
        command.Subcommands.Add(BenchTransportCommand.Create());
        command.Subcommands.Add(BenchOverloadCommand.Create());
        command.Subcommands.Add(BenchFleetCommand.Create());
        return command.Runs(
            parsed => parsed.GetValue(options.Json) == OutputFile.StandardOutput,
            context =>
            {
                options.RequireOutputs(context);
                return context.Get(options.Wav) is { } folder && context.Get(options.Pipeline) is null
                    ? PlayAsync(context, options, folder)
                    : CompareAsync(context, options);
            }
        );
    }

    private static async Task<ExitCode> PlayAsync(VerbContext context, BenchOptions options, string folder)
    {
        var document = await new ClipBench(context, options).MeasureAsync(folder);
        ClipTable.Write(context.Console, document);
        await SaveAsync(context, options, document);
        return document.Unanswered == 0 ? ExitCode.Success : ExitCode.Failed;
    }

    private static async Task<ExitCode> CompareAsync(VerbContext context, BenchOptions options)
    {
        var document = await new PipelineBench(context, options).MeasureAsync();
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
        if (context.Get(options.Json) is { } json and not OutputFile.StandardOutput)
        {
            await File.WriteAllTextAsync(json, JsonSerializer.Serialize(document, JsonFormat.Options), context.Cancellation);
        }
    }
}
