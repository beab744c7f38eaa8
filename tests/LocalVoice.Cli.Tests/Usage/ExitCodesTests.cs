using LocalVoice.Testing.Files;

namespace LocalVoice.Cli.Tests.Usage;

public sealed class ExitCodesTests
{
    [Fact]
    public void Every_code_has_its_words() => Assert.Equal(Enum.GetValues<ExitCode>(), ExitCodes.All.Select(row => row.Code));

    [Fact]
    public void The_page_of_the_command_line_has_the_same_table()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "src", "LocalVoice.Cli", "README.md"));

        Assert.All(ExitCodes.All, row => Assert.Contains($"\n| {(int)row.Code} | {row.Meaning} |\n", page, StringComparison.Ordinal));
    }
}
