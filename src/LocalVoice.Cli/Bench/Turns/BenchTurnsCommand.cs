using System.CommandLine;
using System.Text.Json;
using LocalVoice.Bench.Turns.Figures;
using LocalVoice.Cli.Output;
using LocalVoice.Client;

namespace LocalVoice.Cli.Bench.Turns;

/// <summary><c>bench turns</c>: how often each endpointing policy cuts in, and how long it waits, on a labelled set.</summary>
internal static class BenchTurnsCommand
{
    public static Command Create()
    {
        var options = new BenchTurnsOptions();
        var command = new Command(
            "turns",
            "Measures endpointing on a labelled set: false cut-ins in pauses inside, delay at the ends, and the curve of both."
        );
        options.AddTo(command);
        return command.Runs(parsed => parsed.GetValue(options.Json) == OutputFile.StandardOutput, context => BenchAsync(context, options));
    }

    private static async Task<ExitCode> BenchAsync(VerbContext context, BenchTurnsOptions options)
    {
        OutputFile.Require(options.Json.Name, context.Get(options.Json));
        OutputFile.Require(options.Html.Name, context.Get(options.Html));
        OutputFile.Require(options.Candidates.Name, context.Get(options.Candidates));
        var document = await new TurnsBench(context, options).MeasureAsync();
        TurnsTable.Write(context.Console, document);
        context.WriteJson(document);
        if (context.Get(options.Json) is { } json and not OutputFile.StandardOutput)
        {
            await File.WriteAllTextAsync(json, JsonSerializer.Serialize(document, JsonFormat.Options), context.Cancellation);
        }

        if (context.Get(options.Html) is { } html)
        {
            await File.WriteAllTextAsync(html, TurnsHtml.Render(document), context.Cancellation);
        }

        return ExitCode.Success;
    }
}
