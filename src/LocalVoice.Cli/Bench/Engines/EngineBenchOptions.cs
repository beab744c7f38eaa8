using System.CommandLine;
using LocalVoice.Bench.Engines;
using LocalVoice.Cli.Bench.Engines.Candidates;
using LocalVoice.Cli.Output;
using LocalVoice.Client.Audio;

namespace LocalVoice.Cli.Bench.Engines;

/// <summary>Options of <c>bench-engines</c>.</summary>
internal sealed class EngineBenchOptions
{
    public static readonly string[] AllStages = ["vad", "stt", "llm", "tts"];

    public Option<string[]> Stages { get; } =
        new("--stages")
        {
            Description = "Which of vad, stt, llm and tts.",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => AllStages,
        };

    public Option<int> Repetitions { get; } =
        new("--repetitions") { Description = "Measured runs of each thing.", DefaultValueFactory = _ => 20 };

    public Option<int> WarmUps { get; } =
        new("--warm-ups") { Description = "Runs before them that do not count.", DefaultValueFactory = _ => 3 };

    public Option<int> PromptTokens { get; } =
        new("--prompt-tokens") { Description = "Length of the chat prompt, about.", DefaultValueFactory = _ => 300 };

    public Option<int> ResponseTokens { get; } = new("--answer-tokens") { Description = "Longest answer.", DefaultValueFactory = _ => 64 };

    public Option<int[]> Sessions { get; } =
        new("--sessions")
        {
            Description = "How many talk to the chat model at once.",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [1, 8],
        };

    public Option<double[]> Seconds { get; } =
        new("--seconds")
        {
            Description = "Lengths of the utterances to write down.",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [2, 5, 28],
        };

    public Option<string?> Wav { get; } =
        new("--wav") { Description = "A recording of speech, repeated as long as it takes; needed for vad and stt." };

    public Option<string> Language { get; } = new("--lang") { Description = "The recording's language.", DefaultValueFactory = _ => "es" };

    public Option<string> Label { get; } =
        new("--label") { Description = "What the report calls the models, for example 'shape only'.", DefaultValueFactory = _ => "" };

    /// <summary>Models to compare, in place of the configured engines.</summary>
    public CandidateOptions Candidates { get; } = new();

    public Option<bool> Json { get; } = new("--json") { Description = "Write one JSON document." };

    public EngineBenchOptions()
    {
        Stages.AcceptOnlyFromAmong(AllStages);
        Repetitions.RequireRange(1, 10_000);
        WarmUps.RequireRange(0, 1000);
        PromptTokens.RequireRange(50, 100_000);
        ResponseTokens.RequireRange(2, 10_000);
        RequireEach(Sessions, count => count is >= 1 and <= 256, "1…256");
        RequireEach(Seconds, seconds => seconds is >= 0.5 and <= 30, "0.5…30");
    }

    public void AddTo(Command command)
    {
        Option[] all = [Stages, Repetitions, WarmUps, PromptTokens, ResponseTokens, Sessions, Seconds, Wav, Language, Label, Json];
        foreach (var option in all)
        {
            command.Options.Add(option);
        }

        Candidates.AddTo(command);
    }

    /// <exception cref="CliException">No recording is given.</exception>
    public BenchSpeech Speech(VerbContext context) =>
        context.Get(Wav) is { } file
            ? BenchSpeech.Of(InputRecording.Load(context, file))
            : throw new CliException("A recording of speech is missing.", "Give one with --wav FILE.", ExitCode.BadInput);

    private static void RequireEach<T>(Option<T[]> option, Func<T, bool> allowed, string range) =>
        option.Validators.Add(result =>
        {
            if (result.TryRead(out T[]? given) && given is { } values && values.Any(value => !allowed(value)))
            {
                result.AddError($"{option.Name} is {string.Join(' ', values)}; each must be {range}.");
            }
        });
}
