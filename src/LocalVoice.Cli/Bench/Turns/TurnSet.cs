using System.Runtime.CompilerServices;
using LocalVoice.Bench.Turns.Labelled;
using LocalVoice.Bench.Turns.Script;
using LocalVoice.Cli.Hosting;
using LocalVoice.Cli.Output;

namespace LocalVoice.Cli.Bench.Turns;

/// <summary>
/// The clips of a run: recordings of the shared folder, where they are and the recogniser knows them, and those made here.
/// </summary>
/// <param name="real">The engines of the real models; null: the starter's domain only.</param>
/// <param name="folder">Keeps what was spoken.</param>
internal sealed class TurnSet(VerbContext context, BenchTurnsOptions options, LocalEngines starter, LocalEngines? real, string folder)
{
    private readonly string _language = context.Get(options.Language);
    private readonly SetHalf _half = options.Half(context);
    private readonly IReadOnlyList<LabelledClip> _recorded = real is null
        ? []
        : new RecordedTurns(Path.Combine(RealModels.SharedFolder(), "audio")).Of(
            context.Get(options.Language),
            options.Half(context),
            context.Get(options.Seed)
        );

    public int Count => _recorded.Count + context.Get(options.Limit);

    public async IAsyncEnumerable<LabelledClip> ClipsAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var clip in _recorded)
        {
            yield return clip;
        }

        var script = TurnScript.Of(_language, open: real is not null, _half);
        var voices = new TurnVoices(_language, starter, real, context.Time);
        var speakers = voices.Of(_half);
        var mixer = new ClipMixer(await voices.BabbleAsync(script, context.Cancellation), context.Get(options.Seed));
        var parts = new SpokenParts(_language, folder);
        foreach (var item in new TurnSetPlan(script, speakers.Count, context.Get(options.Seed)).Items(context.Get(options.Limit)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var speaker = speakers[item.Voice];
            var spoken = await parts.OfAsync(item, speaker, context.Cancellation);
            yield return mixer.Mix(item, _language, speaker.Name, spoken)
                ?? throw new CliException(
                    $"The voice {speaker.Name} said nothing for '{item.Line.Text}'.",
                    "Empty the folder of --cache, and try the voice by itself with 'localvoice speak'.",
                    ExitCode.Failed
                );
        }
    }
}
