using LocalVoice.Bench;
using LocalVoice.Bench.Clips;
using LocalVoice.Bench.Report;
using LocalVoice.Bench.Transport;
using LocalVoice.Bench.Transport.Turns;
using LocalVoice.Cli.Espeak;
using LocalVoice.Cli.Hosting;
using LocalVoice.Cli.Output;
using LocalVoice.Client;

namespace LocalVoice.Cli.Bench.Transport;

/// <summary><c>bench transport</c>: turns over both.</summary>
internal sealed class TransportBench(VerbContext context, BenchTransportOptions options)
{
    public async Task<TransportDocument> MeasureAsync()
    {
        var language = context.Get(options.Language);
        var utterances = await UtterancesAsync(language);
        var isHere = context.Get(options.Server.Url) is null;
        using var waits = new ServerWaits(isHere, context.Time);
        await using var server = await options.Server.OpenAsync(context, RealModels.Settings(context.Get(options.Models)));
        var turns = context.Get(options.Turns);
        var progress = new BenchProgress(context, 2 * turns);
        var run = new TransportRun(server.RealtimeUrl(language), server.CallsUrl(language), Call(server.Key, language), context.Time)
        {
            Announce = utterance =>
            {
                waits.Forget();
                progress.Tell(utterance);
            },
            ServerTook = waits.OfAsync,
        };
        var measured = await run.OfAsync(utterances, turns, context.Cancellation);
        var figures = measured.ToDictionary(transport => transport.Key, transport => TransportFigures.Of(transport.Value));
        var difference = TransportDocument.Difference(figures);
        return new(context.Time.GetUtcNow(), MachineInfo.Current(), figures, difference, Echo: null, Notes(isHere));
    }

    private static CallOptions Call(string? key, string language) =>
        new()
        {
            ApiKey = key,
            // A stock client's default is a fixed silence: the turns would differ by more than their transport.
            Session = new() { Language = language, Semantic = true },
        };

    private async Task<IReadOnlyList<BenchUtterance>> UtterancesAsync(string language) =>
        context.Get(options.Wav) is { } folder
            ?
            [
                .. new ClipFolder(folder, language, context.Get(options.Match))
                    .Read()
                    .Select(clip => new BenchUtterance(clip.Text ?? clip.File, clip.Recording)),
            ]
            : await BenchUtterance.AllAsync(
                language,
                (text, cancellation) => EspeakProcess.SpeakAsync(EspeakVoice.For(language), text, cancellation),
                context.Cancellation
            );

    private static string[] Notes(bool isHere) =>
        [
            "V2V: from the last voiced sample of the user to the first voiced sample of the agent, at the client, by energy (10 ms, "
                + "-45 dBFS), at an ear without a buffer. WebSocket: subprotocol localvoice, 20 ms of PCM a message. "
                + "WebRTC: Opus, 20 ms a packet.",
            isHere
                ? "Share: what is left of it beyond the server's own time, last voiced sample to first audio handed to the transport."
                : "The server tells its own time over the WebSocket only.",
        ];
}
