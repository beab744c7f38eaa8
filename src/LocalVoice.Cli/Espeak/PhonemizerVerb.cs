using LocalVoice.Engines.Piper;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace LocalVoice.Cli.Espeak;

/// <summary>
/// Hidden verb: the synthesizer's phonemizer, in a process of its own (src/decisions/0010). It is no command of the
/// command line's parser, and runs before anything else is set up: its start is part of the server's.
/// </summary>
internal static class PhonemizerVerb
{
    private const string Name = "phonemizer";

    /// <summary>Serves its parent until standard input closes; false when the arguments name another verb.</summary>
    public static bool TryRun(string[] arguments)
    {
        if (arguments is not [Name])
        {
            return false;
        }

        PhonemizerWorker.Run();
        return true;
    }

    /// <summary>Gives the synthesizer this program to start.</summary>
    public static void Register(WebApplicationBuilder builder) =>
        builder.Services.AddSingleton(new PhonemizerCommand(ThisProgram.FileName, ThisProgram.Arguments(Name)));
}
