using System.CommandLine;
using System.Text.Json;
using LocalVoice.Bench;
using LocalVoice.Bench.Compare;
using LocalVoice.Bench.Compare.Report;
using LocalVoice.Cli.Bench.Compare.Backends;
using LocalVoice.Cli.Espeak;
using LocalVoice.Cli.Hosting;
using LocalVoice.Cli.Output;
using LocalVoice.Client;
using LocalVoice.Server;

namespace LocalVoice.Cli.Bench.Compare;

/// <summary>
/// <c>bench compare</c>: the same recorded utterances through several combinations of backends, with the network's share. What
/// has no key is simulated, and says so.
/// </summary>
internal static class CompareCommand
{
    public static Command Create()
    {
        var options = new CompareOptions();
        var command = new Command(
            "compare",
            "Compares local and cloud backends on the same audio: stages, network, bytes that left, cost per minute."
        );
        options.AddTo(command);
        return command.Runs(
            parsed => parsed.GetValue(options.Json) == OutputFile.StandardOutput,
            context => CompareAsync(context, options)
        );
    }

    private static async Task<ExitCode> CompareAsync(VerbContext context, CompareOptions options)
    {
        OutputFile.Require(options.Json.Name, context.Get(options.Json));
        OutputFile.Require(options.Html.Name, context.Get(options.Html));
        await using var composition = VoiceServer.Build([], LocalComposition.Apply);
        var catalog = new BackendCatalog(composition.Configuration);
        var groups = ColumnPlan.Of(context.Get(options.Backends), context.Get(options.Rtt), context.Get(options.Sequential), catalog);
        var language = context.Get(options.Language);
        var utterances = await BenchUtterance.AllAsync(
            language,
            (text, cancellation) => EspeakProcess.SpeakAsync(EspeakVoice.For(language), text, cancellation),
            context.Cancellation
        );
        var parts = new CallerParts(language, utterances, catalog.Profiles, context.Time);
        await using var run = new CompareRun(context, parts, context.Get(options.Turns));
        var document = await run.MeasureAsync(groups);
        CompareTable.Write(context.Console, document);
        await SaveAsync(context, options, document);
        return document.Columns.Values.All(column => column.Unanswered == 0) ? ExitCode.Success : ExitCode.Failed;
    }

    private static async Task SaveAsync(VerbContext context, CompareOptions options, CompareDocument document)
    {
        context.WriteJson(document);
        if (context.Get(options.Json) is { } json and not OutputFile.StandardOutput)
        {
            await File.WriteAllTextAsync(json, JsonSerializer.Serialize(document, JsonFormat.Options), context.Cancellation);
        }

        if (context.Get(options.Html) is { } html)
        {
            await File.WriteAllTextAsync(html, CompareHtml.Render(document), context.Cancellation);
        }
    }
}
