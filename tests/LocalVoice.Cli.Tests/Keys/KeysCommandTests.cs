using System.Text.Json;
using LocalVoice.Cli.Keys;
using LocalVoice.Cli.Tests.Fakes;
using LocalVoice.Server.Access;

namespace LocalVoice.Cli.Tests.Keys;

public sealed class KeysCommandTests
{
    [Fact]
    public async Task New_key_is_shown_with_the_setting_that_holds_its_hash()
    {
        var run = await CliRun.OfAsync(KeysCommand.Create(), "new", "front_desk");

        var key = run.Output.Split('\n').Select(line => line.Trim()).Single(line => line.StartsWith("lv_", StringComparison.Ordinal));
        Assert.Equal(0, run.Code);
        Assert.Contains($"\"Keys\": {{ \"front_desk\": \"{ApiKey.SettingOf(key)}\" }}", run.Output, StringComparison.Ordinal);
        Assert.Contains($"LOCALVOICE__ACCESS__KEYS__FRONT_DESK={ApiKey.SettingOf(key)}", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_is_one_document()
    {
        var run = await CliRun.OfAsync(KeysCommand.Create(), "new", "phone", "--json");

        using var document = JsonDocument.Parse(run.Output);
        var key = document.RootElement.GetProperty("key").GetString()!;
        Assert.Equal("LocalVoice:Access:Keys:phone", document.RootElement.GetProperty("setting").GetString());
        Assert.Equal(ApiKey.SettingOf(key), document.RootElement.GetProperty("value").GetString());
    }

    [Theory]
    [InlineData("my phone")]
    [InlineData("a:b")]
    [InlineData("a__b")]
    [InlineData("")]
    public async Task Name_that_configuration_could_not_hold_is_bad_input(string name)
    {
        var run = await CliRun.OfAsync(KeysCommand.Create(), "new", name);

        Assert.Equal((int)ExitCode.BadInput, run.Code);
        Assert.Contains($"'{name}' is no name for a key", run.Error, StringComparison.Ordinal);
    }
}
