using System.CommandLine;
using LocalVoice.Bench.Turns.Labelled;
using LocalVoice.Bench.Turns.Script;
using LocalVoice.Cli.Bench.Turns.Live;
using LocalVoice.Cli.Hosting;
using LocalVoice.Cli.Output;

namespace LocalVoice.Cli.Bench.Turns;

/// <summary>Options of <c>bench turns</c>.</summary>
internal sealed class BenchTurnsOptions
{
    private const string Calibration = "calibration";
    private const string Figures = "figures";
    private const string All = "all";
    private const string Endpointing = "endpointing";
    private const string Live = "live";
    private const string Walk = "walk";

    public Option<string> Language { get; } =
        new("--lang") { Description = "The speakers' language: es, ca or en.", DefaultValueFactory = _ => "es" };

    public Option<string> Set { get; } =
        new("--set")
        {
            Description = "figures, or calibration: other speakers and other sentences, to choose waits by.",
            DefaultValueFactory = _ => Figures,
        };

    public Option<int> Limit { get; } =
        new("--limit")
        {
            Description = "Clips that are made; recordings come on top.",
            DefaultValueFactory = _ => TurnSetPlan.DefaultCount,
        };

    public Option<int> Seed { get; } = new("--seed") { Description = "Another one makes another set.", DefaultValueFactory = _ => 1 };

    public Option<string> Part { get; } =
        new("--part")
        {
            Description =
                "endpointing, live (sounds over the agent's voice, and its echo: in real time), walk (one long session of all that), or "
                + "all: the first two.",
            DefaultValueFactory = _ => All,
        };

    public Option<int> Trials { get; } =
        new("--trials")
        {
            Description = "Live: sounds of each kind over the agent's voice, and turns at each level of its echo.",
            DefaultValueFactory = _ => 12,
        };

    public Option<string> Sounds { get; } =
        new("--sounds")
        {
            Description = "Live: only these, separated by commas: interruption, backchannel, noise, other-voice, echo.",
            DefaultValueFactory = _ => string.Join(',', LiveParts.Names),
        };

    public Option<int> Minutes { get; } = new("--minutes") { Description = "Length of a walk.", DefaultValueFactory = _ => 10 };

    public Option<int?> DecodeMs { get; } =
        new("--decode-ms") { Description = "Charge a decode with this per second of audio, in place of what this run measured." };

    public Option<string?> Models { get; } = RealModels.Option();

    public Option<string?> Candidates { get; } =
        new("--candidates") { Description = "Write every pause, with what was known in it, to this file: a JSON object per line." };

    public Option<string?> Cache { get; } =
        new("--cache") { Description = "Folder that keeps what was spoken and decoded; as of the synthesizer's unless given." };

    public Option<string?> Json { get; } = new("--json") { Description = "Write the figures to this file; - is standard output." };

    public Option<string?> Html { get; } = new("--html") { Description = "Write a report for people to this file." };

    public BenchTurnsOptions()
    {
        Language.AcceptOnlyFromAmong("es", "ca", "en");
        Set.AcceptOnlyFromAmong(Calibration, Figures);
        Part.AcceptOnlyFromAmong(All, Endpointing, Live, Walk);
        Sounds.Validators.Add(result =>
        {
            if (LiveParts.Fault(result.GetValueOrDefault<string>() ?? "") is { } error)
            {
                result.AddError(error);
            }
        });
        Minutes.RequireRange(1, 1000);
        Trials.RequireRange(1, 1000);
        Limit.RequireRange(1, 10_000);
        Seed.RequireRange(0, 1_000_000);
        DecodeMs.Validators.Add(result =>
        {
            if (result.TryRead(out int? given) && given is { } value && OptionRange.Violation(DecodeMs.Name, value, 0, 10_000) is { } error)
            {
                result.AddError(error);
            }
        });
    }

    public void AddTo(Command command)
    {
        Option[] all = [Language, Set, Limit, Seed, Part, Trials, Sounds, Minutes, DecodeMs, Models, Candidates, Cache, Json, Html];
        foreach (var option in all)
        {
            command.Options.Add(option);
        }
    }

    public bool MeasuresEndpointing(VerbContext context) => context.Get(Part) is All or Endpointing;

    public bool MeasuresLive(VerbContext context) => context.Get(Part) is All or Live;

    public bool Walks(VerbContext context) => context.Get(Part) is Walk;

    public SetHalf Half(VerbContext context) => context.Get(Set) == Calibration ? SetHalf.Calibration : SetHalf.Figures;
}
