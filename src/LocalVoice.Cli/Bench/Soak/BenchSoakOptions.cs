using System.CommandLine;

namespace LocalVoice.Cli.Bench.Soak;

/// <summary>Options of <c>bench soak</c>.</summary>
internal sealed class BenchSoakOptions
{
    public Option<int> Seconds { get; } =
        new("--seconds") { Description = "How long callers talk. Memory is judged from 120 s on.", DefaultValueFactory = _ => 600 };

    public Option<int> Sessions { get; } =
        new("--sessions") { Description = "Callers at once; several speak once per 12 s each.", DefaultValueFactory = _ => 2 };

    public Option<bool> Simulated { get; } =
        new("--simulated") { Description = "On engines that take no time, callers speaking without pauses: everything but the engines." };

    public Option<int> BusyCores { get; } =
        new("--busy-cores") { Description = "Cores that something else keeps busy meanwhile.", DefaultValueFactory = _ => 0 };

    public Option<string> Language { get; } =
        new("--lang") { Description = "The callers' language: es, ca or en.", DefaultValueFactory = _ => "es" };

    public Option<string?> Json { get; } = new("--json") { Description = "Write the figures to this file; - is standard output." };

    public BenchSoakOptions()
    {
        Language.AcceptOnlyFromAmong("es", "ca", "en");
        Seconds.RequireRange(1, 7 * 24 * 3600);
        Sessions.RequireRange(1, 1000);
        BusyCores.RequireRange(0, Environment.ProcessorCount);
    }

    public void AddTo(Command command)
    {
        Option[] all = [Seconds, Sessions, Simulated, BusyCores, Language, Json];
        foreach (var option in all)
        {
            command.Options.Add(option);
        }
    }
}
