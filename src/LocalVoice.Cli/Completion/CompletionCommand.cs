using System.CommandLine;
using LocalVoice.Cli.Output;

namespace LocalVoice.Cli.Completion;

/// <summary><c>completion bash|zsh|fish</c>: prints the script with which a shell completes verbs and options.</summary>
internal static class CompletionCommand
{
    // The parser's directive, as shells send it.
    private const string Directive = "[suggest";

    public static Command Create()
    {
        var shell = new Argument<string>("shell") { Description = "bash, zsh or fish." };
        shell.AcceptOnlyFromAmong(CompletionScript.Bash, CompletionScript.Zsh, CompletionScript.Fish);
        var command = new Command("completion", "Prints a script that completes this command line; it says where it goes.") { shell };
        return command.Runs(
            json: null as Option<bool>,
            context =>
            {
                context.WriteLines([CompletionScript.Of(context.Get(shell))]);
                return Task.FromResult(ExitCode.Success);
            }
        );
    }

    /// <summary>Whether a shell asks what could come next: whoever waits for it has pressed a key.</summary>
    public static bool IsAsked(string[] arguments) => arguments is [var first, ..] && first.StartsWith(Directive, StringComparison.Ordinal);
}
