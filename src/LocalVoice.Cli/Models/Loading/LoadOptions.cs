using System.CommandLine;
using LocalVoice.Cli.Output;

namespace LocalVoice.Cli.Models.Loading;

/// <summary>Options of <c>models verify</c> for loading on trial.</summary>
internal sealed class LoadOptions
{
    private const int DefaultSeconds = 60;
    private const int MostSeconds = 1_800;

    private readonly Option<bool> _load = new("--load")
    {
        Description = "Also load each model in a process of its own; takes paths of files beside ids.",
    };

    private readonly Option<int> _seconds = new("--load-timeout")
    {
        Description = $"Seconds that loading may take, 1…{MostSeconds}.",
        DefaultValueFactory = _ => DefaultSeconds,
    };

    public LoadOptions() =>
        _seconds.Validators.Add(result =>
        {
            if (result.TryRead(out int seconds) && seconds is < 1 or > MostSeconds)
            {
                result.AddError($"--load-timeout is {seconds}; it must be 1…{MostSeconds}.");
            }
        });

    public void AddTo(Command command)
    {
        command.Options.Add(_load);
        command.Options.Add(_seconds);
    }

    public bool IsAsked(VerbContext context) => context.Get(_load);

    public TimeSpan Limit(VerbContext context) => TimeSpan.FromSeconds(context.Get(_seconds));
}
