using System.Text.Json;
using LocalVoice.Cli.Config;
using LocalVoice.Cli.Tests.Fakes;
using LocalVoice.Testing.Files;

namespace LocalVoice.Cli.Tests.Config;

public sealed class ConfigCommandTests
{
    private static readonly string Page = Path.Combine(Repository.Root, "src", "LocalVoice.Server", "Configuration", "REFERENCE.md");

    [Fact]
    public async Task The_committed_reference_is_what_the_command_prints()
    {
        var run = await CliRun.OfAsync(ConfigCommand.Create(), "--reference");

        Assert.Equal(0, run.Code);
        Assert.True(
            run.Output == await File.ReadAllTextAsync(Page, TestContext.Current.CancellationToken),
            $"Settings or their comments changed: scripts/localvoice config --reference > {Page}"
        );
    }

    [Fact]
    public async Task Every_setting_has_a_meaning()
    {
        var run = await CliRun.OfAsync(ConfigCommand.Create(), "--reference");

        Assert.DoesNotContain("|  |", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("| `LoadTimeout` | a time, 00:00:01…00:30:00 | `00:02:00` | Time for loading and warming up")]
    [InlineData("## LocalVoice:Profiles:NAME\n")]
    [InlineData("| `MaxSessions` | a whole number, 1…256 | `64` |")]
    [InlineData("| `Lexicons:NAME` | text | *none* | The path of a pronunciation lexicon by language")]
    [InlineData("## LocalVoice:Backends:Stt:NAME where Kind is deepgram-flux\n")]
    [InlineData("| `Allow:N` | text | *none* |")]
    [InlineData("## The format of a lexicon")]
    public async Task The_reference_has_meaning_range_and_default(string words)
    {
        var run = await CliRun.OfAsync(ConfigCommand.Create(), "--reference");

        Assert.Contains(words, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_keys_and_wrong_values_of_a_file_are_told_all_at_once()
    {
        var (run, document) = await CheckAsync(
            """
            { // comments may be
              "LocalVoce": { "Https": { "Enabled": true } },
              "LocalVoice": {
                "Htps": {},
                "Admission": { "MaxSessions": -1, "TurnInterval": "soon" },
                "Engines": { "Stt": { "Model": "nothing" }, "LoadTimeout": "01:00:00" },
              }
            }
            """
        );

        Assert.Equal((int)ExitCode.BadInput, run.Code);
        Assert.Contains("LocalVoce is no setting; did you mean LocalVoice?", run.Error, StringComparison.Ordinal);
        Assert.Contains("LocalVoice:Admission:TurnInterval is 'soon'; it must be a time", run.Error, StringComparison.Ordinal);
        Assert.False(document.GetProperty("ok").GetBoolean());
        Assert.Equal(run.Error.TrimEnd('\n').Split('\n').Length, document.GetProperty("problems").GetArrayLength());
    }

    [Theory]
    [InlineData("""{ "LocalVoice": { "Admission": { "MaxSessions": -1 } } }""", "MaxSessions is '-1'; it must be 0…100000.")]
    [InlineData("""{ "LocalVoice": { "Engines": { "Stt": { "Model": "nothing" } } } }""", "There is no model 'nothing'")]
    [InlineData("""{ "LocalVoice": { "Models": { "Set": "huge" } } }""", "LocalVoice:Models:Set is 'huge'; it must be one of")]
    [InlineData("""{ "LocalVoice": { "DefaultProfile": "nobody" } }""", "LocalVoice:DefaultProfile is 'nobody'")]
    [InlineData("""{ "LocalVoice": { "Lexicons": { "es": "none.tsv" } } }""", "LocalVoice:Lexicons:es is 'none.tsv'")]
    [InlineData("""{ "LocalVoice": { "Stages": { "Llm": "nowhere" } } }""", "nowhere")]
    public async Task A_value_that_the_server_would_refuse_is_told(string json, string words)
    {
        var (run, _) = await CheckAsync(json);

        Assert.Equal((int)ExitCode.BadInput, run.Code);
        Assert.Contains(words, run.Error, StringComparison.Ordinal);
    }

    private static async Task<(CliRun Run, JsonElement Document)> CheckAsync(string json)
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("settings.json");
        await File.WriteAllTextAsync(file, json);
        var run = await CliRun.OfAsync(ConfigCommand.Create(), "--check", file, "--json");
        return (run, JsonDocument.Parse(run.Output).RootElement);
    }
}
