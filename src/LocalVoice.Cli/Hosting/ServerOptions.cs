using System.CommandLine;
using LocalVoice.Cli.Output;

namespace LocalVoice.Cli.Hosting;

/// <summary>Options of verbs that use a server: which one, and the key for it.</summary>
internal sealed class ServerOptions
{
    /// <summary>Environment variable for the key; keeps it out of the shell's history and the list of processes.</summary>
    public const string KeyVariable = "LOCALVOICE_KEY";

    public Option<string?> Url { get; } =
        new("--url") { Description = "A running server, such as http://localhost:8080; without it one is started." };

    /// <remarks>No default value: help would show the variable's.</remarks>
    public Option<string?> Key { get; } =
        new("--key") { Description = $"The API key of the server that --url names; else that in {KeyVariable}." };

    public StageFlags Stages { get; } = new();

    public void AddTo(Command command)
    {
        Stages.AddTo(command);
        command.Options.Add(Url);
        command.Options.Add(Key);
    }

    /// <param name="settings">Further ones of a server that is started.</param>
    /// <exception cref="CliException">The address or the key is invalid, or the server cannot start.</exception>
    public Task<ServerAddress> OpenAsync(VerbContext context, params string[] settings) =>
        ServerAddress.OpenAsync(
            context.Get(Url),
            context.Get(Key) ?? Environment.GetEnvironmentVariable(KeyVariable),
            context.Cancellation,
            [.. settings, .. Stages.Settings(context)]
        );
}
