using System.Text.Json;
using LocalVoice.Cli.Config;
using LocalVoice.Cli.Tests.Fakes;
using LocalVoice.Testing.Files;

namespace LocalVoice.Cli.Tests.Config;

/// <summary>Settings files of earlier versions.</summary>
public sealed class MigrateCommandTests : IDisposable
{
    private const string Old = """
        // Ours.
        {
          "AllowedHosts": "voice.example",
          "LocalVoice": {
            /* how turns end */
            "Pipeline": {
              "Turns": {
                "PreRoll": "00:00:00.3", // before the onset
                "DipSilence": "00:00:00.02"
              },
              "Endpointing": { "HardCap": "00:00:03" },
            },
            "DefaultProfile": "ca" // the reception
          }
        }

        """;

    private const string New = """
        // Ours.
        {
          "AllowedHosts": "voice.example",
          "LocalVoice": {
            /* how turns end */
            "Pipeline": {
              "Turns": {
                 // before the onset
                "DipSilence": "00:00:00.02"
              },
              "Endpointing": {  },
            },
            "DefaultProfile": "ca" // the reception
          }
        }

        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Settings_that_are_gone_are_taken_out_and_told_and_comments_stay()
    {
        var run = await MigrateAsync(Old);

        Assert.Equal((0, New), (run.Code, run.Output));
        Assert.Equal(
            [
                "LocalVoice:Pipeline:Turns:PreRoll is taken out: nothing has read it; an utterance begins 300 ms before its first voiced "
                    + "sample.",
                "LocalVoice:Pipeline:Endpointing:HardCap is taken out: each session's turn detection sets it (turn_detection, "
                    + "'eagerness').",
            ],
            run.Error.TrimEnd('\n').Split('\n')
        );
    }

    [Fact]
    public async Task What_comes_out_is_taken_by_this_version_and_comes_out_again_as_it_is()
    {
        var (first, again) = (_folder.File("first.json"), _folder.File("again.json"));
        await MigrateAsync(Old, "--output", first);
        var check = await CliRun.OfAsync(ConfigCommand.Create(), "--check", first);
        var second = await CliRun.OfAsync(ConfigCommand.Create(), "migrate", first, "--output", again);

        Assert.Equal((0, ""), (check.Code, check.Error));
        Assert.Equal((0, ""), (second.Code, second.Error));
        Assert.Equal(await File.ReadAllTextAsync(first), await File.ReadAllTextAsync(again));
    }

    [Theory]
    [InlineData("""{"LocalVoice":{"Pipeline":{"Turns":{"PreRoll":1}}}}""", """{"LocalVoice":{"Pipeline":{"Turns":{}}}}""")]
    [InlineData("""{"LocalVoice:Pipeline:Turns:PreRoll":"1","urls":"x"}""", """{"urls":"x"}""")]
    [InlineData("""{"localvoice":{"pipeline":{"turns":{"preroll":{"a":[1]}}}}}""", """{"localvoice":{"pipeline":{"turns":{}}}}""")]
    [InlineData(
        """{"LocalVoice":{"Pipeline:Turns":{"PreRoll":1 /* a */ , "DipSilence":"00:00:00.02"}}}""",
        """{"LocalVoice":{"Pipeline:Turns":{ /* a */  "DipSilence":"00:00:00.02"}}}"""
    )]
    [InlineData("""{"Logging":{"PreRoll":{"a":"Turns:PreRoll"}}}""", """{"Logging":{"PreRoll":{"a":"Turns:PreRoll"}}}""")]
    [InlineData("{}", "{}")]
    public async Task However_it_is_written_the_rest_stays(string before, string after)
    {
        var run = await MigrateAsync(before);

        Assert.Equal((0, after), (run.Code, run.Output.TrimEnd('\n')));
    }

    [Fact]
    public async Task Keys_that_no_version_had_are_told_and_stay()
    {
        const string Json = """{"LocalVoice":{"Htps":{"Enabled":true},"Pipeline":{"Turns":{"PreRoll":1}}}}""";
        var run = await MigrateAsync(Json, "--json");

        using var document = JsonDocument.Parse(run.Output);
        Assert.Equal((int)ExitCode.BadInput, run.Code);
        Assert.Equal(
            "LocalVoice:Htps is no setting; did you mean LocalVoice:Https?",
            document.RootElement.GetProperty("unknown")[0].GetString()
        );
        Assert.Equal(1, document.RootElement.GetProperty("changes").GetArrayLength());
        Assert.Contains("Htps", document.RootElement.GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ \"LocalVoice\": ")]
    [InlineData("[]")]
    public async Task What_is_no_settings_file_is_bad_input(string text)
    {
        var run = await MigrateAsync(text);

        Assert.Equal((int)ExitCode.BadInput, run.Code);
        Assert.NotEmpty(run.Error);
    }

    private async Task<CliRun> MigrateAsync(string text, params string[] options)
    {
        var file = _folder.File("settings.json");
        await File.WriteAllTextAsync(file, text);
        return await CliRun.OfAsync(ConfigCommand.Create(), ["migrate", file, .. options]);
    }
}
