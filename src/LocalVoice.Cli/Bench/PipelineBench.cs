using LocalVoice.Bench;
using LocalVoice.Bench.Clips;
using LocalVoice.Bench.Report;
using LocalVoice.Cli.Espeak;
using LocalVoice.Cli.Hosting;
using LocalVoice.Cli.Output;
using LocalVoice.Client;

namespace LocalVoice.Cli.Bench;

/// <summary><c>bench --pipeline</c>: the same utterances through several pipelines of one server.</summary>
internal sealed class PipelineBench(VerbContext context, BenchOptions options)
{
    // The likeliest token always: pipelines that hear the same answer the same.
    private const string Repeatable = "--LocalVoice:Engines:Llm:Greedy=true";

    /// <summary>
    /// For recordings, which real models answer: the baseline has to have something to wait for. Five recordings of joe, SmolLM2 at
    /// 40 tokens: 12, 30, 31, 34 and 35 words; with the default instructions, which ask for brevity, three had 12, 16 and 30.
    /// </summary>
    private static readonly Dictionary<string, string> Instructions = new()
    {
        ["en"] = "You are a storyteller. Whatever the user says, tell a long story about it.",
        ["es"] = "Eres un narrador. Diga lo que diga el usuario, cuenta una historia larga sobre ello.",
        ["ca"] = "Ets un narrador. Digui el que digui l'usuari, explica una història llarga sobre això.",
    };

    public async Task<BenchDocument> MeasureAsync()
    {
        var (language, utterances) = context.Get(options.Wav) is { } folder ? Recorded(folder) : await SpokenAsync();
        await using var server = await options.Server.OpenAsync(context, [Repeatable, .. RealModels.Settings(context.Get(options.Models))]);
        var caller = new BenchCaller(server.RealtimeUrl(language), language, utterances, context.Time)
        {
            ApiKey = server.Key,
            Announce = new BenchProgress(context, Planned()).Tell,
        };
        var run = context.Get(options.Wav) is null ? new BenchRun(caller) : new BenchRun(caller) { TurnsPerCall = 1 };
        var instructions = context.Get(options.Wav) is null ? null : Instructions.GetValueOrDefault(language);
        return await new BenchReporter(context, options, run, language, instructions).MeasureAsync();
    }

    /// <summary>One of each pipeline is not measured.</summary>
    private int Planned() =>
        BenchReporter.PipelinesOf(context.Get(options.Pipeline)) * ((context.Get(options.Turns) * context.Get(options.Sessions)) + 1);

    private async Task<(string Language, IReadOnlyList<BenchUtterance> Utterances)> SpokenAsync()
    {
        var language = context.Get(options.Language);
        var utterances = await BenchUtterance.AllAsync(
            language,
            (text, cancellation) => EspeakProcess.SpeakAsync(EspeakVoice.For(language), text, cancellation),
            context.Cancellation
        );
        return (language, utterances);
    }

    private (string Language, IReadOnlyList<BenchUtterance> Utterances) Recorded(string folder)
    {
        var clips = new ClipFolder(folder, context.Get(options.Language), context.Get(options.Match)).Read();
        var languages = clips.Select(clip => clip.Language).Distinct().ToList();
        return languages is [var language]
            ? (language, [.. clips.Select(clip => new BenchUtterance(clip.Text ?? clip.File, clip.Recording))])
            : throw new ClientException(
                $"The clips of '{folder}' are in {string.Join(", ", languages)}: pipelines are compared in one language.",
                "Choose some with --match.",
                ClientFault.BadInput
            );
    }
}
