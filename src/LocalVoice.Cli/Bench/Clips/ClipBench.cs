using System.Globalization;
using LocalVoice.Bench.Clips;
using LocalVoice.Cli.Hosting;
using LocalVoice.Cli.Output;
using LocalVoice.Client;
using Spectre.Console;

namespace LocalVoice.Cli.Bench.Clips;

/// <summary><c>bench --wav</c>: recordings of a folder, each in a session of its own.</summary>
internal sealed class ClipBench(VerbContext context, BenchOptions options)
{
    private const int WholeWindow = 1500;

    // The least that the recogniser takes: each clip then has the context of its own length.
    private const int OwnContext = 64;

    public async Task<ClipDocument> MeasureAsync(string folder)
    {
        var clips = new ClipFolder(folder, context.Get(options.Language), context.Get(options.Match)).Read();
        var models = RealModels.Settings(context.Get(options.Models));
        await using var server = await ClipServer.OpenAsync(context, options.Server, models);
        var caller = new ClipCaller(server.Address.RealtimeUrl, Call(server.Address.Key), context.Time);
        await using var alone = Recognizer(models, OwnContext);
        await using var whole = Recognizer(models, WholeWindow);
        var run = new ClipRun(caller, await WarmAsync(alone), await WarmAsync(whole)) { Announce = Tell };
        var sessions = context.Get(options.Sessions);
        var (measured, started) = await server.DuringAsync(
            context.Time,
            run.OfAsync(clips, context.Get(options.Repeat), sessions, context.Cancellation)
        );
        var notes = Notes(alone is not null);
        return ClipDocument.Of(measured, sessions, context.Time.GetUtcNow(), notes) with { Server = started };
    }

    /// <summary>A server that does not take our subprotocol is spoken to as stock clients do.</summary>
    private CallOptions Call(string? key) =>
        new() { ApiKey = key, OtherFraming = context.Get(options.Server.Url) is null ? null : () => new Base64Framing() };

    /// <summary>A recogniser of this process that takes all cores; null for a server elsewhere, where no model is named here.</summary>
    private LocalEngines? Recognizer(string[] models, int audioContext)
    {
        if (context.Get(options.Server.Url) is not null && models.Length == 0 && !LocalEngines.NamesRecognizer())
        {
            return null;
        }

        return new LocalEngines(
            [
                .. models,
                string.Create(CultureInfo.InvariantCulture, $"--LocalVoice:Engines:Threads={Environment.ProcessorCount}"),
                "--LocalVoice:Engines:Stt:Threads=0",
                string.Create(CultureInfo.InvariantCulture, $"--LocalVoice:Engines:Stt:MinAudioContext={audioContext}"),
            ],
            _ => { }
        );
    }

    private async Task<LoneDecode?> WarmAsync(LocalEngines? engines)
    {
        if (engines?.Recognizer is not { } recognizer)
        {
            return null;
        }

        await recognizer.WarmUpAsync(context.Cancellation);
        return new LoneDecode(recognizer, context.Time);
    }

    private List<string> Notes(bool decodesAlone)
    {
        List<string> notes =
        [
            "V2V: from the last voiced sample of the clip to the first voiced sample of the agent, at the client, by energy (10 ms, "
                + "-45 dBFS). Marks: from the same sample; the server's clock is laid on the client's at the first audio.",
            "Word errors: case and punctuation do not count; numbers count as they are written.",
            "Answers are cut off after 2 s of voice; a clip is unanswered after 12 s.",
        ];
        if (decodesAlone)
        {
            notes.Add("Lone decode: the clip by itself, through our recogniser in this process, on all cores, median of 3.");
        }

        if (context.Get(options.Server.Url) is null)
        {
            notes.Add("Client and server share this machine's cores.");
        }

        return notes;
    }

    private void Tell(ClipPlay play) =>
        context.Console.MarkupLineInterpolated(
            $"[grey]{play.Clip.File}: {play.Result?.VoiceToVoice?.TotalMilliseconds:0} ms  {play.Error ?? play.Result?.Heard}[/]"
        );
}
