using Microsoft.Extensions.Configuration;

namespace LocalVoice.Server.Tests.Composition;

public sealed class SettingsReloadTests
{
    [Fact]
    public async Task Settings_files_are_not_watched()
    {
        await using var server = VoiceServer.Build(["--urls", "http://127.0.0.1:0"]);

        var files = ((IConfigurationRoot)server.Configuration).Providers.OfType<FileConfigurationProvider>().ToList();

        Assert.NotEmpty(files);
        Assert.DoesNotContain(files, file => file.Source.ReloadOnChange);
    }
}
