using System.CommandLine;
using System.CommandLine.Invocation;

namespace LocalVoice.Cli.Output;

/// <summary>A verb's action: the one place where failures become a message and an exit code.</summary>
/// <param name="json">Whether standard output is one JSON document.</param>
internal sealed class VerbAction(Func<ParseResult, bool> json, Func<VerbContext, Task<ExitCode>> body) : AsynchronousCommandLineAction
{
    public override async Task<int> InvokeAsync(ParseResult parseResult, CancellationToken cancellationToken = default)
    {
        var context = new VerbContext(parseResult, json(parseResult), TimeProvider.System, cancellationToken);
        try
        {
            return (int)await body(context);
        }
        catch (Exception failure)
        {
            return (int)context.Fail(VerbFailure.Of(failure, cancellationToken.IsCancellationRequested));
        }
    }

    /// <summary>Whether a command line with errors asks for JSON.</summary>
    public bool AsksForJson(ParseResult parsed)
    {
        try
        {
            return json(parsed);
        }
        catch (InvalidOperationException)
        {
            // The option's own value is among the errors.
            return false;
        }
    }
}
