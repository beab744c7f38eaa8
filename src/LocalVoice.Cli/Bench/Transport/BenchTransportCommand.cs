using System.CommandLine;
using System.Text.Json;
using LocalVoice.Bench.Transport;
using LocalVoice.Cli.Output;
using LocalVoice.Client;

namespace LocalVoice.Cli.Bench.Transport;

/// <summary><c>bench transport</c>: WebSocket and WebRTC against each other, or what WebRTC calls cost.</summary>
internal static class BenchTransportCommand
{
    public static Command Create()
    {
        var options = new BenchTransportOptions();
        var command = new Command(
            "transport",
            "Measures voice to voice over WebSocket and WebRTC by turns; with --calls the processor time of WebRTC calls."
        );
        options.AddTo(command);
        return command.Runs(parsed => parsed.GetValue(options.Json) == OutputFile.StandardOutput, context => BenchAsync(context, options));
    }

    private static async Task<ExitCode> BenchAsync(VerbContext context, BenchTransportOptions options)
    {
        options.RequireOutputs(context);
        var document = context.Get(options.Calls) is { } calls
            ? await new EchoBench(context, options).MeasureAsync(calls)
            : await new TransportBench(context, options).MeasureAsync();
        context.WriteLines(TransportText.Lines(document));
        context.WriteJson(document);
        if (context.Get(options.Json) is { } file and not OutputFile.StandardOutput)
        {
            await File.WriteAllTextAsync(file, JsonSerializer.Serialize(document, JsonFormat.Options), context.Cancellation);
        }

        if (document.Echo is { EchoMs.Count: 0 })
        {
            throw new CliException(
                "No voice came back: nothing was measured.",
                "Measure for longer (--seconds), and another server (--echo) only if it sends back what it hears.",
                ExitCode.Failed
            );
        }

        return document.Transports?.Values.All(figures => figures.Unanswered == 0) ?? true ? ExitCode.Success : ExitCode.Failed;
    }
}
