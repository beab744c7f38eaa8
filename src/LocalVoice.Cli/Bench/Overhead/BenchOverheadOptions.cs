using System.CommandLine;

namespace LocalVoice.Cli.Bench.Overhead;

/// <summary>Options of <c>bench overhead</c>.</summary>
internal sealed class BenchOverheadOptions
{
    public Option<int> Seconds { get; } = new("--seconds") { Description = "Length of each measurement.", DefaultValueFactory = _ => 30 };

    public Option<int> WarmUp { get; } =
        new("--warm-up")
        {
            Description = "Seconds of talk before the first one, at least one turn each of 8 callers.",
            DefaultValueFactory = _ => 30,
        };

    public Option<string?> Json { get; } = new("--json") { Description = "Write the figures to this file; - is standard output." };

    public BenchOverheadOptions()
    {
        Seconds.RequireRange(1, 3600);
        WarmUp.RequireRange(0, 600);
    }

    public void AddTo(Command command)
    {
        Option[] all = [Seconds, WarmUp, Json];
        foreach (var option in all)
        {
            command.Options.Add(option);
        }
    }
}
