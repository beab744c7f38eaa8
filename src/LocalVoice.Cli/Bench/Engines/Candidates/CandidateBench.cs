using LocalVoice.Bench.Engines;
using LocalVoice.Bench.Engines.Candidates;
using LocalVoice.Bench.Report;
using LocalVoice.Cli.Hosting;
using LocalVoice.Cli.Models;
using LocalVoice.Cli.Output;
using LocalVoice.Engines;
using LocalVoice.Models;
using LocalVoice.Server.Composition;
using LocalVoice.Speech;

namespace LocalVoice.Cli.Bench.Engines.Candidates;

/// <summary><c>bench-engines</c> with candidates: which of several models of a stage is the fastest on this machine.</summary>
internal sealed class CandidateBench(VerbContext context, EngineBenchOptions options)
{
    // Models stand side by side in memory, with room for what they unpack and buffer; chosen by trial, not measured.
    private const double LargestShare = 0.5;

    // Enough for the prompt that they are compared by; a server's own context would cost each of them a server's cache.
    private static readonly string[] SmallCache = ["--LocalVoice:Engines:Llm:ContextTokens=4096", "--LocalVoice:Engines:Llm:MaxSessions=4"];

    private readonly CandidateComparison _comparison = new(new Repetitions(context.Get(options.WarmUps), context.Get(options.Repetitions)));
    private readonly Dictionary<string, string> _failures = [];

    /// <exception cref="CliException">A model cannot be used, or there is none.</exception>
    public async Task<ExitCode> RunAsync()
    {
        var figures = new List<CandidateFigure>();
        foreach (var files in Stages())
        {
            figures.AddRange(await CompareAsync(files));
        }

        var document = new CandidateDocument(
            context.Time.GetUtcNow(),
            MachineInfo.Current(),
            context.Get(options.Label),
            figures,
            _failures.Concat(_comparison.Failures).ToDictionary()
        );
        context.WriteJson(document);
        context.WriteLines(document.Lines());
        return document.Failures.Count == 0 ? ExitCode.Success : ExitCode.Unavailable;
    }

    private List<IReadOnlyList<CandidateFile>> Stages()
    {
        var store = OperatorSettings.OpenModels();
        var all = options.Candidates.All(context);
        var stages = new List<IReadOnlyList<CandidateFile>>();
        foreach (var (stage, names) in options.Candidates.Named(context))
        {
            var named = names.Select(name => CandidateFile.Named(stage, name, store));
            List<CandidateFile> files = [.. named.Concat(all ? CandidateFile.InFolder(stage, store) : []).DistinctBy(file => file.Path)];
            if (files.Count > 0)
            {
                RequireRoom(stage, files);
                stages.Add(Distinguished(files));
            }
        }

        return stages;
    }

    private static void RequireRoom(string stage, List<CandidateFile> files)
    {
        var memory = Machine.Current().MemoryBytes;
        var bytes = files.Sum(file => file.Bytes);
        if (bytes > LargestShare * memory)
        {
            throw new CliException(
                $"The {files.Count} models of the stage {stage} have {SetChoice.Gigabytes(bytes)} together, more than half of this "
                    + $"machine's {SetChoice.Gigabytes(memory)}: they are compared side by side.",
                $"Name fewer with --{stage}.",
                ExitCode.BadInput
            );
        }
    }

    /// <summary>Files of one name are called by their paths.</summary>
    private static List<CandidateFile> Distinguished(List<CandidateFile> files)
    {
        var twice = files.GroupBy(file => file.Name).Where(group => group.Count() > 1).Select(group => group.Key).ToHashSet();
        return files.ConvertAll(file => twice.Contains(file.Name) ? file with { Name = file.Path } : file);
    }

    private async Task<IReadOnlyList<CandidateFigure>> CompareAsync(IReadOnlyList<CandidateFile> files)
    {
        var loaded = new List<LocalEngines>();
        try
        {
            var candidates = new List<Candidate>();
            foreach (var file in files)
            {
                loaded.Add(Engines(file));
                if (await TryLoadAsync(file, loaded[^1]) is { } candidate)
                {
                    candidates.Add(candidate);
                }
            }

            return candidates.Count > 0 ? await _comparison.RunAsync(candidates, context.Cancellation) : [];
        }
        finally
        {
            foreach (var engines in loaded)
            {
                await engines.DisposeAsync();
            }
        }
    }

    private static LocalEngines Engines(CandidateFile file)
    {
        var (id, path) = file.Id is { } known ? (known, "") : ("", file.Path);
        return file.Stage == "tts"
            ? new([], builder => builder.Services.UseOnlyVoice(id, path))
            : new(
                [.. SmallCache, $"--LocalVoice:Engines:{file.Stage}:Model={id}", $"--LocalVoice:Engines:{file.Stage}:ModelPath={path}"],
                _ => { }
            );
    }

    private async Task<Candidate?> TryLoadAsync(CandidateFile file, LocalEngines engines)
    {
        try
        {
            return new(file.Stage, file.Name, await MeasuresAsync(file.Stage, engines));
        }
        catch (Exception failure) when (failure is EngineException or ModelException)
        {
            _failures[file.Name] = failure.Message;
            return null;
        }
    }

    private async Task<IReadOnlyList<CandidateMeasure>> MeasuresAsync(string stage, LocalEngines engines)
    {
        object engine = stage switch
        {
            "stt" => engines.Recognizer,
            "llm" => engines.Chat,
            _ => engines.Synthesizer,
        };
        await ((IEngine)engine).WarmUpAsync(context.Cancellation);
        return stage switch
        {
            "stt" => CandidateMeasures.Of(engines.Recognizer, options.Speech(context), context.Get(options.Language), context.Time),
            "llm" => await CandidateMeasures.OfAsync(engines.Chat, context.Time, context.Cancellation),
            _ => CandidateMeasures.Of(engines.Synthesizer, new SynthesisRequest(EngineStages.Clause, "es"), context.Time),
        };
    }
}
