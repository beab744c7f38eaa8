using System.Diagnostics;
using LocalVoice.Cli.Completion;
using LocalVoice.Cli.Keys;
using LocalVoice.Cli.Tests.Fakes;
using LocalVoice.Testing.Files;

namespace LocalVoice.Cli.Tests.Completion;

public sealed class CompletionCommandTests
{
    [Theory]
    [InlineData("co", "completion")]
    [InlineData("keys ne", "new")]
    public async Task Bash_completes_verbs_as_the_program_suggests(string typed, string expected)
    {
        const string shell = "bash";
        Assert.SkipUnless(ProgramOnPath.Find(shell) is not null, $"{shell} is not installed");
        using var folder = new TemporaryFolder();
        var script = (await CliRun.OfAsync(CompletionCommand.Create(), shell)).Output;
        var suggested = await SuggestAsync(typed);
        await File.WriteAllTextAsync(folder.File("suggested"), suggested, TestContext.Current.CancellationToken);

        // In place of the program: what it suggests.
        var completed = await RunAsync(
            shell,
            $$"""
            {{script}}
            program() { cat {{folder.File("suggested")}}; }
            COMP_LINE='program {{typed}}'
            COMP_POINT=${#COMP_LINE}
            read -ra COMP_WORDS <<< "$COMP_LINE"
            COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            _localvoice
            printf '%s\n' "${COMPREPLY[@]}"
            """
        );

        Assert.Equal(expected, completed.Trim());
    }

    [Theory]
    [InlineData("zsh")]
    [InlineData("fish")]
    public async Task Other_shells_take_the_script(string shell)
    {
        Assert.SkipUnless(ProgramOnPath.Find(shell) is not null, $"{shell} is not installed");
        using var file = new TemporaryFile(shell);
        await File.WriteAllTextAsync(file.Path, (await CliRun.OfAsync(CompletionCommand.Create(), shell)).Output);

        Assert.Empty(await RunAsync(shell, null, "-n", file.Path));
    }

    [Fact]
    public void A_suggestion_is_told_from_other_command_lines()
    {
        Assert.True(CompletionCommand.IsAsked(["[suggest:5]", "localvoice"]));
        Assert.False(CompletionCommand.IsAsked(["talk"]));
        Assert.False(CompletionCommand.IsAsked([]));
    }

    private static async Task<string> SuggestAsync(string typed) =>
        (await CliRun.OfAsync([CompletionCommand.Create(), KeysCommand.Create()], [$"[suggest:{typed.Length}]", typed])).Output;

    private static async Task<string> RunAsync(string shell, string? input, params string[] arguments)
    {
        var start = new ProcessStartInfo(shell, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.Equal("", await error);
        return await output;
    }
}
