using System.CommandLine;
using System.Text.Json;
using LocalVoice.Bench.Overhead;
using LocalVoice.Cli.Hosting;
using LocalVoice.Cli.Output;
using LocalVoice.Cli.Serve;
using LocalVoice.Client;

namespace LocalVoice.Cli.Bench.Overhead;

/// <summary>
/// <c>bench overhead</c>: processor time of one session without engines. The server, on engines that take no time, is a
/// process of its own, and only that is measured.
/// </summary>
internal static class BenchOverheadCommand
{
    private const string Language = "es";

    public static Command Create()
    {
        var options = new BenchOverheadOptions();
        var command = new Command("overhead", "Measures the processor time of one session without engines: idle, listening, talking.");
        options.AddTo(command);
        return command.Runs(parsed => parsed.GetValue(options.Json) == OutputFile.StandardOutput, context => BenchAsync(context, options));
    }

    private static async Task<ExitCode> BenchAsync(VerbContext context, BenchOverheadOptions options)
    {
        OutputFile.Require(options.Json.Name, context.Get(options.Json));
        var (warmUp, window) = (context.Get(options.WarmUp), context.Get(options.Seconds));
        var utterance = await InstantUtterance.SpeakAsync(Language, context.Cancellation);
        await using var server = await ServerProcess.StartAsync(ServeSimulatedCommand.Name, context.Time, context.Cancellation);
        await using var address = ServerAddress.Of(server);
        context.WriteLines([
            $"A server on engines that take no time, its process alone, with one session: {window} s each after {warmUp} s of talk",
        ]);
        var document = await new OverheadRun(
            address.RealtimeUrl(Language),
            server.Key,
            utterance,
            server.Process,
            context.Time
        ).MeasureAsync(TimeSpan.FromSeconds(warmUp), TimeSpan.FromSeconds(window), context.Cancellation);
        context.WriteLines(OverheadText.Lines(document));
        context.WriteJson(document);
        if (context.Get(options.Json) is { } file and not OutputFile.StandardOutput)
        {
            await File.WriteAllTextAsync(file, JsonSerializer.Serialize(document, JsonFormat.Options), context.Cancellation);
        }

        return ExitCode.Success;
    }
}
