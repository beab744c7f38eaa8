using System.Globalization;
using System.Security.Cryptography;
using LocalVoice.Bench.Report;
using LocalVoice.Bench.Turns.Figures;
using LocalVoice.Bench.Turns.Live;
using LocalVoice.Bench.Turns.Replay;
using LocalVoice.Bench.Turns.Script;
using LocalVoice.Cli.Bench.Turns.Live;
using LocalVoice.Cli.Hosting;
using LocalVoice.Cli.Output;
using LocalVoice.Core.Evidence;
using LocalVoice.Core.Turns;
using LocalVoice.Core.Turns.Endpointing;
using LocalVoice.Engines.Piper.Cache;
using LocalVoice.Files;
using LocalVoice.Speech;

namespace LocalVoice.Cli.Bench.Turns;

/// <summary>Makes the set, records what is known in each of its pauses, and replays the policies on that.</summary>
internal sealed class TurnsBench(VerbContext context, BenchTurnsOptions options)
{
    private readonly string _language = context.Get(options.Language);
    private readonly string _folder = Path.Combine(context.Get(options.Cache) ?? CacheFolder.Default, "bench-turns");

    /// <exception cref="CliException">A model or a voice is missing, or the server cannot start.</exception>
    public async Task<TurnsDocument> MeasureAsync()
    {
        var models = RealModels.Settings(context.Get(options.Models));
        await using var starter = new LocalEngines();
        await using var engines = new LocalEngines([.. models, .. AllCores()], _ => { });
        var real = models.Length > 0 ? engines : null;
        var document = Document(engines.Recognizer);
        if (options.MeasuresEndpointing(context))
        {
            document = await EndpointingAsync(document, engines, new TurnSet(context, options, starter, real, _folder));
        }

        if (options.MeasuresLive(context) || options.Walks(context))
        {
            var half = options.Half(context);
            var voices = new TurnVoices(_language, starter, real, context.Time);
            var phrases = LivePhrases.Of(_language, open: real is not null);
            var sounds = new LiveSounds(phrases, voices, half, new SpokenParts(_language, _folder), context.Get(options.Seed));
            var script = TurnScript.Of(_language, real is not null, half);
            var bench = new LiveBench(context, options, sounds);
            document = options.Walks(context)
                ? document with
                {
                    Walk = await bench.WalkAsync(script),
                }
                : document.With(await bench.MeasureAsync(script));
        }

        return document;
    }

    private async Task<TurnsDocument> EndpointingAsync(TurnsDocument document, LocalEngines engines, TurnSet set)
    {
        var recognizer = engines.Recognizer;
        await recognizer.WarmUpAsync(context.Cancellation);
        var fingerprint = $"{recognizer.Info} {Hash(engines.Setting("LocalVoice:Engines:Stt:ModelPath"))}";
        using var transcripts = new TranscriptStore(recognizer, fingerprint, Path.Combine(_folder, "transcripts.jsonl"), context.Time);
        var judges = new TurnJudges(engines, engines.InstructionsFor(_language));
        var scale = await judges.ScaleAsync(_language, context.Cancellation);
        var recorder = new CandidateRecorder(new PauseScan(engines.Detector, engines.Pipeline.Turns), transcripts)
        {
            MessageEnd = scale is null ? null : judges.JudgeMessageAsync,
            SoundEnd = judges.Sound,
        };
        await using var dump = CandidateDump.Open(context.Get(options.Candidates));
        var clips = new List<ReplayedClip>();
        var progress = new TurnsProgress(context, set.Count);
        await foreach (var clip in set.ClipsAsync())
        {
            var replayed = await recorder.RecordAsync(clip, context.Cancellation);
            clips.Add(replayed);
            await dump.WriteAsync(replayed);
            progress.Tell(clips.Count, transcripts.Decoded);
        }

        var charge = context.Get(options.DecodeMs) is { } perSecond
            ? new DecodeCharge(0, perSecond)
            : DecodeCharge.Fit(clips.SelectMany(clip => clip.Candidates).Select(candidate => candidate.Transcript));
        var measure = new PolicyMeasure(clips, charge);
        var sound = judges.Sound is null ? null : EvidenceScale.OfSound;
        var named = NamedPolicy.All(engines.Pipeline.Endpointing, recognizer.MarkTrust, scale, sound);
        return document with
        {
            Set = TurnSetFigures.Of(clips, _language, options.Half(context), context.Get(options.Seed)),
            Decode = new(Math.Round(charge.BaseMs), Math.Round(charge.PerSecondMs)),
            Policies = named.ToDictionary(policy => policy.Name, policy => measure.Of(policy.Policy)),
        };
    }

    private TurnsDocument Document(IStreamingRecognizer recognizer) =>
        new(
            context.Time.GetUtcNow(),
            MachineInfo.Current(),
            TurnSetFigures.Of([], _language, options.Half(context), context.Get(options.Seed)),
            recognizer.Info.Model,
            new(0, 0),
            new Dictionary<string, PolicyFigures>(),
            TurnsNotes.All
        );

    /// <summary>What was decoded alone is decoded on all cores, as a lone caller's final is.</summary>
    private static string[] AllCores() =>
        [
            string.Create(CultureInfo.InvariantCulture, $"--LocalVoice:Engines:Threads={Environment.ProcessorCount}"),
            "--LocalVoice:Engines:Stt:Threads=0",
        ];

    private static string Hash(string? path)
    {
        if (path is null || !File.Exists(path))
        {
            return "";
        }

        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file).AsSpan(0, 8));
    }
}
