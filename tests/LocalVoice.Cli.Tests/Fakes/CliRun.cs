using System.CommandLine;

namespace LocalVoice.Cli.Tests.Fakes;

/// <summary>One run of a verb, with what it wrote.</summary>
internal sealed record CliRun(int Code, string Output, string Error)
{
    public static async Task<CliRun> OfAsync(Command verb, params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandLine.RunAsync(
            new RootCommand { verb },
            [verb.Name, .. arguments],
            new InvocationConfiguration { Output = output, Error = error }
        );
        return new CliRun(code, output.ToString(), error.ToString());
    }
}
