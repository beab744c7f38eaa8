using System.CommandLine;

namespace LocalVoice.Cli.Tests.Fakes;

/// <summary>One run of a verb, with what it wrote.</summary>
internal sealed record CliRun(int Code, string Output, string Error)
{
    public static Task<CliRun> OfAsync(Command verb, params string[] arguments) => OfAsync([verb], [verb.Name, .. arguments]);

    /// <param name="verbs">All that the program has.</param>
    /// <param name="arguments">The whole command line.</param>
    public static async Task<CliRun> OfAsync(Command[] verbs, string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var root = new RootCommand();
        foreach (var verb in verbs)
        {
            root.Subcommands.Add(verb);
        }

        var code = await CommandLine.RunAsync(root, arguments, new InvocationConfiguration { Output = output, Error = error });
        return new CliRun(code, output.ToString(), error.ToString());
    }
}
