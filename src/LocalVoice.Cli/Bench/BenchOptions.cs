using System.CommandLine;
using LocalVoice.Cli.Hosting;
using LocalVoice.Cli.Output;

namespace LocalVoice.Cli.Bench;

/// <summary>Options of <c>bench</c>.</summary>
internal sealed class BenchOptions
{
    public Option<string?> Pipeline { get; } =
        new("--pipeline")
        {
            Description = "sequential (the old pipeline's behaviour), parallel (ours) or both; both unless --wav is given.",
        };

    public Option<int> ResponseTokens { get; } =
        new("--answer-tokens") { Description = "Longest answer of --pipeline.", DefaultValueFactory = _ => 40 };

    public Option<int> Turns { get; } =
        new("--turns") { Description = "Utterances per caller and pipeline.", DefaultValueFactory = _ => 10 };

    public Option<int> Sessions { get; } =
        new("--sessions") { Description = "Callers at once; more than one speak once per 12 s each.", DefaultValueFactory = _ => 1 };

    public Option<bool> Ramp { get; } =
        new("--ramp") { Description = "Doubles the callers of the parallel pipeline until p95 exceeds 500 ms." };

    public Option<int> InputChunk { get; } =
        new("--input-chunk")
        {
            Description = "Milliseconds of audio per message of the parallel pipeline's client (the sequential one's is 250).",
            DefaultValueFactory = _ => 20,
        };

    public Option<string> Speculation { get; } =
        new("--speculation")
        {
            Description = "Whether the parallel pipeline works in the silence: on or off.",
            DefaultValueFactory = _ => "on",
        };

    public Option<string> Language { get; } =
        new("--lang") { Description = "The callers' language: es, ca or en.", DefaultValueFactory = _ => "es" };

    public Option<string?> Wav { get; } =
        new("--wav")
        {
            Description =
                "Play the recordings of this folder, in real time, each in a session of its own; with --pipeline: as its utterances.",
        };

    public Option<string> Match { get; } =
        new("--match") { Description = "Which files of --wav: a pattern like 'joe-*'.", DefaultValueFactory = _ => "*" };

    public Option<int> Repeat { get; } =
        new("--repeat") { Description = "How often each caller plays the recordings of --wav.", DefaultValueFactory = _ => 1 };

    public Option<string?> Models { get; } = RealModels.Option();

    public ServerOptions Server { get; } = new();

    public Option<string?> Json { get; } = new("--json") { Description = "Write the figures to this file; - is standard output." };

    public Option<string?> Html { get; } = new("--html") { Description = "Write a report for people to this file." };

    public BenchOptions()
    {
        Pipeline.AcceptOnlyFromAmong("sequential", "parallel", "both");
        Speculation.AcceptOnlyFromAmong("on", "off");
        Language.AcceptOnlyFromAmong("es", "ca", "en");
        Turns.RequireRange(1, 1000);
        Sessions.RequireRange(1, 256);
        ResponseTokens.RequireRange(1, 4096);
        Repeat.RequireRange(1, 1000);
        InputChunk.RequireRange(10, 500);
    }

    /// <exception cref="CliException">A file that is to be written cannot be.</exception>
    public void RequireOutputs(VerbContext context)
    {
        OutputFile.Require(Json.Name, context.Get(Json));
        OutputFile.Require(Html.Name, context.Get(Html));
    }

    public void AddTo(Command command)
    {
        Option[] all =
        [
            Pipeline,
            ResponseTokens,
            Turns,
            Sessions,
            Ramp,
            InputChunk,
            Speculation,
            Language,
            Wav,
            Match,
            Repeat,
            Models,
            Json,
            Html,
        ];
        foreach (var option in all)
        {
            command.Options.Add(option);
        }

        Server.AddTo(command);
    }
}
