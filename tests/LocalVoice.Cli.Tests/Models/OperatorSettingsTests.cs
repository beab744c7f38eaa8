using LocalVoice.Cli.Models;
using LocalVoice.Testing.Files;
using LocalVoice.Testing.Models;

namespace LocalVoice.Cli.Tests.Models;

public sealed class OperatorSettingsTests : IDisposable
{
    private readonly TemporaryFolder _settings = new();
    private readonly ModelFolder _models = new();

    [Fact]
    public async Task The_folder_of_the_settings_file_holds_the_models()
    {
        _models.Open();
        await WriteAsync($$"""{ "LocalVoice": { "Models": { "Folder": "{{_models.Root}}" } } }""");

        Assert.Equal(_models.Root, OperatorSettings.OpenModels(OperatorSettings.Read(_settings.Path)).Folders.Writable);
    }

    [Fact]
    public async Task A_settings_file_that_cannot_be_read_is_an_error()
    {
        await WriteAsync("{ \"LocalVoice\": ");

        Assert.Throws<InvalidDataException>(() => OperatorSettings.Read(_settings.Path));
    }

    public void Dispose()
    {
        _settings.Dispose();
        _models.Dispose();
    }

    private Task WriteAsync(string json) =>
        File.WriteAllTextAsync(_settings.File("appsettings.json"), json, TestContext.Current.CancellationToken);
}
