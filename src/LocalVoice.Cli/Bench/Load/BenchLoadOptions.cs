using System.CommandLine;
using LocalVoice.Cli.Hosting;
using LocalVoice.Cli.Output;

namespace LocalVoice.Cli.Bench.Load;

/// <summary>Options of <c>bench-load</c>.</summary>
internal sealed class BenchLoadOptions
{
    private const int MostCallers = 1000;

    public Option<int[]> Offered { get; } =
        new("--offered")
        {
            Description = "Callers at once, one number per step; each speaks once per 12 s.",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [8, 32, 64, 96, 128, 256, 8],
        };

    public Option<int> Turns { get; } = new("--turns") { Description = "Utterances per caller.", DefaultValueFactory = _ => 3 };

    public Option<string> Language { get; } =
        new("--lang") { Description = "The callers' language: es, ca or en.", DefaultValueFactory = _ => "es" };

    public ServerOptions Server { get; } = new();

    public Option<bool> Json { get; } = new("--json") { Description = "The figures as one JSON document on standard output." };

    public BenchLoadOptions()
    {
        Language.AcceptOnlyFromAmong("es", "ca", "en");
        Turns.RequireRange(1, 1000);
        Offered.Validators.Add(result =>
        {
            _ = result.TryRead(out int[]? offered);
            foreach (var value in (offered ?? []).Where(value => value is < 1 or > MostCallers))
            {
                result.AddError($"--offered is {value}; it must be 1…{MostCallers}.");
            }
        });
    }

    public void AddTo(Command command)
    {
        Option[] all = [Offered, Turns, Language, Json];
        foreach (var option in all)
        {
            command.Options.Add(option);
        }

        Server.AddTo(command);
    }
}
