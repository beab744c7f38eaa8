using System.CommandLine;
using LocalVoice.Cli.Hosting;

namespace LocalVoice.Cli.Bench.Overload;

/// <summary>Options of <c>bench overload</c>.</summary>
internal sealed class BenchOverloadOptions
{
    public Option<int> Capacity { get; } =
        new("--capacity")
        {
            Description = "Sessions that the server takes at once; needed with --url. Without it: what a started one says that it takes.",
        };

    public Option<int> Rounds { get; } =
        new("--rounds") { Description = "How often both loads are offered, by turns.", DefaultValueFactory = _ => 3 };

    public Option<int> Turns { get; } =
        new("--turns") { Description = "Utterances per caller and round, one per 12 s.", DefaultValueFactory = _ => 3 };

    public Option<string> Language { get; } =
        new("--lang") { Description = "The callers' language: es, ca or en.", DefaultValueFactory = _ => "es" };

    public Option<string?> Models { get; } = RealModels.Option();

    public ServerOptions Server { get; } = new();

    public Option<string?> Json { get; } = new("--json") { Description = "Write the figures to this file; - is standard output." };

    public BenchOverloadOptions()
    {
        Capacity.RequireRange(0, 500);
        Rounds.RequireRange(1, 100);
        Turns.RequireRange(1, 1000);
        Language.AcceptOnlyFromAmong("es", "ca", "en");
    }

    public void AddTo(Command command)
    {
        Option[] all = [Capacity, Rounds, Turns, Language, Models, Json];
        foreach (var option in all)
        {
            command.Options.Add(option);
        }

        Server.AddTo(command);
    }
}
