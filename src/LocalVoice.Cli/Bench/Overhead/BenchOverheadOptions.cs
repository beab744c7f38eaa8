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
        RequireRange(Seconds, 1, 3600);
        RequireRange(WarmUp, 0, 600);
    }

    public void AddTo(Command command)
    {
        Option[] all = [Seconds, WarmUp, Json];
        foreach (var option in all)
        {
            command.Options.Add(option);
        }
    }

    private static void RequireRange(Option<int> option, int least, int most) =>
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is var value && (value < least || value > most))
            {
                result.AddError($"{option.Name} is {value}; it must be {least}…{most}.");
            }
        });
}
