using System.Globalization;
using System.Security.Cryptography;
using LocalVoice.Bench.Report;
using LocalVoice.Bench.Turns.Figures;
using LocalVoice.Bench.Turns.Labelled;
using LocalVoice.Bench.Turns.Replay;
using LocalVoice.Bench.Turns.Script;
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

    /// <exception cref="CliException">A model or a voice is missing.</exception>
    public async Task<TurnsDocument> MeasureAsync()
    {
        var models = RealModels.Settings(context.Get(options.Models));
        await using var starter = new LocalEngines();
        await using var engines = new LocalEngines([.. models, .. AllCores()], _ => { });
        var set = new TurnSet(context, options, starter, models.Length > 0 ? engines : null, _folder);
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

        var sound = judges.Sound is null ? null : EvidenceScale.OfSound;
        return Document(clips, recognizer, NamedPolicy.All(engines.Pipeline.Endpointing, recognizer.MarkTrust, scale, sound));
    }

    private TurnsDocument Document(List<ReplayedClip> clips, IStreamingRecognizer recognizer, IReadOnlyList<NamedPolicy> named)
    {
        var charge = context.Get(options.DecodeMs) is { } perSecond
            ? new DecodeCharge(0, perSecond)
            : DecodeCharge.Fit(clips.SelectMany(clip => clip.Candidates).Select(candidate => candidate.Transcript));
        var measure = new PolicyMeasure(clips, charge);
        var policies = named.ToDictionary(policy => policy.Name, policy => measure.Of(policy.Policy));
        return new(
            context.Time.GetUtcNow(),
            MachineInfo.Current(),
            TurnSetFigures.Of(clips, _language, options.Half(context), context.Get(options.Seed)),
            recognizer.Info.Model,
            new(Math.Round(charge.BaseMs), Math.Round(charge.PerSecondMs)),
            policies,
            TurnsNotes.All
        );
    }

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
