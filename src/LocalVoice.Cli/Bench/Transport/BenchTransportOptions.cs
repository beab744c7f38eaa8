using System.CommandLine;
using System.CommandLine.Parsing;
using LocalVoice.Cli.Hosting;
using LocalVoice.Cli.Output;

namespace LocalVoice.Cli.Bench.Transport;

/// <summary>Options of <c>bench transport</c>.</summary>
internal sealed class BenchTransportOptions
{
    public Option<int> Turns { get; } = new("--turns") { Description = "Utterances over each transport.", DefaultValueFactory = _ => 10 };

    public Option<string> Language { get; } =
        new("--lang") { Description = "The caller's language: es, ca or en.", DefaultValueFactory = _ => "es" };

    public Option<string?> Wav { get; } = new("--wav") { Description = "Say the recordings of this folder." };

    public Option<string> Match { get; } =
        new("--match") { Description = "Which files of --wav: a pattern like 'joe-*'.", DefaultValueFactory = _ => "*" };

    public Option<string?> Models { get; } = RealModels.Option();

    public Option<int?> Calls { get; } =
        new("--calls")
        {
            Description =
                "Instead of turns: so many WebRTC calls at once, to a server whose sessions echo; what each takes of its process.",
        };

    public Option<int> Seconds { get; } =
        new("--seconds") { Description = "Length of the measurement of --calls.", DefaultValueFactory = _ => 30 };

    public Option<int> WarmUp { get; } =
        new("--warm-up") { Description = "Seconds with all calls before it.", DefaultValueFactory = _ => 20 };

    public Option<string?> Echo { get; } =
        new("--echo") { Description = "Where --calls posts its offers: another server that echoes, whose processor time is not measured." };

    public ServerOptions Server { get; } = new();

    public Option<string?> Json { get; } = new("--json") { Description = "Write the figures to this file; - is standard output." };

    public BenchTransportOptions()
    {
        Language.AcceptOnlyFromAmong("es", "ca", "en");
        Turns.RequireRange(1, 1000);
        Seconds.RequireRange(1, 3600);
        WarmUp.RequireRange(0, 600);
        Calls.Validators.Add(result =>
        {
            if (result.TryRead(out int? calls) && calls is < 1 or > 1000)
            {
                result.AddError($"--calls is {calls}; it must be 1…1000.");
            }
        });
    }

    private void RequireTurns(CommandResult result)
    {
        Option[] ofTurns = [Turns, Wav, Models, Server.Url];
        if (
            result.GetResult(Calls) is { Implicit: false }
            && ofTurns.FirstOrDefault(option => result.GetResult(option) is { Implicit: false }) is { } other
        )
        {
            result.AddError($"{other.Name} is nothing that --calls takes: its server only echoes.");
        }
    }

    /// <exception cref="CliException">The file that is to be written cannot be.</exception>
    public void RequireOutputs(VerbContext context) => OutputFile.Require(Json.Name, context.Get(Json));

    public void AddTo(Command command)
    {
        Option[] all = [Turns, Language, Wav, Match, Models, Calls, Seconds, WarmUp, Echo, Json];
        foreach (var option in all)
        {
            command.Options.Add(option);
        }

        Server.AddTo(command);
        command.Validators.Add(RequireTurns);
    }
}
