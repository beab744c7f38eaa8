using System.Text.Json;
using LocalVoice.Cli.Stages.Normalize;
using LocalVoice.Cli.Tests.Fakes;

namespace LocalVoice.Cli.Tests.Stages;

public sealed class NormalizeCommandTests
{
    [Fact]
    public async Task The_document_has_what_is_said_and_where_it_is_cut()
    {
        var run = await CliRun.OfAsync(
            NormalizeCommand.Create(),
            "--text",
            "<think>Sí.</think>**Buenos días**, son 3 euros. ¿Algo más?",
            "--lang",
            "es",
            "--json"
        );

        using var document = JsonDocument.Parse(run.Output);
        Assert.Equal("Buenos días, son tres euros. ¿Algo más?", document.RootElement.GetProperty("spoken").GetString());
        var clauses = document.RootElement.GetProperty("clauses").EnumerateArray().Select(clause => clause.GetString());
        Assert.Equal(["Buenos días,", "son 3 euros.", "¿Algo más?"], clauses);
    }

    [Fact]
    public async Task Without_json_each_clause_is_a_line()
    {
        var run = await CliRun.OfAsync(NormalizeCommand.Create(), "--text", "Hi. It is 5 km.", "--lang", "en");

        Assert.Equal(0, run.Code);
        Assert.Equal(["Hi. It is five kilometres.", "| Hi.", "| It is 5 km."], Lines(run.Output));
    }

    [Fact]
    public async Task A_dash_reads_standard_input()
    {
        using var input = new StringReader("Són 2 persones.");

        var run = await CliRun.OfAsync(NormalizeCommand.Create(input), "--text", "-", "--lang", "ca-valencia");

        Assert.Equal("Són dues persones.", Lines(run.Output)[0]);
    }

    [Fact]
    public async Task A_text_with_nothing_to_say_has_no_clause()
    {
        var run = await CliRun.OfAsync(NormalizeCommand.Create(), "--text", "<think>Hmm", "--json");

        Assert.Equal("""{"spoken":"","clauses":[]}""", run.Output.ReplaceLineEndings("").Replace(" ", "", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("xx")]
    [InlineData("")]
    public async Task A_language_without_rules_is_named_with_those_that_have_some(string language)
    {
        var run = await CliRun.OfAsync(NormalizeCommand.Create(), "--text", "Hola", "--lang", language);

        Assert.Equal(2, run.Code);
        Assert.Contains($"no rules for the language '{language}'", run.Error, StringComparison.Ordinal);
        Assert.Contains("ca-valencia", run.Error, StringComparison.Ordinal);
    }

    private static string[] Lines(string output) => output.ReplaceLineEndings("\n").TrimEnd().Split('\n');
}
