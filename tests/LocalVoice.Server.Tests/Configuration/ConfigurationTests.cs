using LocalVoice.Core.Sessions;
using LocalVoice.Server.Tests.Hosting;
using LocalVoice.Testing.Sessions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Tests.Configuration;

public sealed class ConfigurationTests
{
    [Theory]
    [InlineData("DefaultProfile", "fr", "LocalVoice:DefaultProfile is 'fr'; it must be one of ")]
    [InlineData("AllowedOverrides", "language, colour", "LocalVoice:AllowedOverrides is 'language, colour'; it must be some of ")]
    [InlineData("Profiles:es:Language", "español!", "LocalVoice:Profiles:es:Language is 'español!'; it must be a language code")]
    [InlineData("Profiles:es:Pipeline", "magic", "LocalVoice:Profiles:es:Pipeline is 'magic'; it must be one of parallel, sequential.")]
    [InlineData("Profiles:es:Pipeline", "1", "LocalVoice:Profiles:es:Pipeline is '1'; it must be one of parallel, sequential.")]
    [InlineData("Profiles:es:Speed", "5", "LocalVoice:Profiles:es:Speed is '5'; it must be 0.25…4.")]
    [InlineData("Connection:MaxEventBytes", "1", "LocalVoice:Connection:MaxEventBytes is '1'; it must be 1024…67108864.")]
    [InlineData("Connection:SendTimeout", "00:10:00", "LocalVoice:Connection:SendTimeout is '00:10:00'; it must be 00:00:01…00:05:00.")]
    public async Task A_wrong_setting_stops_the_start_and_is_named(string key, string value, string message)
    {
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => RunningServer.StartAsync($"--LocalVoice:{key}", value));
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_profile_of_the_operators_own_stands_beside_the_others()
    {
        await using var server = await RunningServer.StartAsync(
            "--LocalVoice:Profiles:bar:Language", "ca",
            "--LocalVoice:Profiles:bar:Voice", "ona",
            "--LocalVoice:Profiles:bar:Instructions", "Ets cambrer.",
            "--LocalVoice:Profiles:bar:Speed", "1.5",
            "--LocalVoice:Profiles:bar:Speculation", "false",
            "--LocalVoice:Profiles:bar:Vocabulary:0", "orxata",
            "--LocalVoice:DefaultProfile", "bar").DisposeAfterwards();
        var (client, session) = await server.Value.OpenAsync();
        await using var closing = client;
        var settings = session.Settings;
        Assert.Equal(("ca", "ona", "Ets cambrer.", 1.5, false), (settings.Language, settings.Voice, settings.Instructions, settings.Speed, settings.Speculate));
        Assert.Equal(["orxata"], settings.Vocabulary);
        var (other, spanish) = await server.Value.OpenAsync(query: "model=es");
        await using var closingOther = other;
        Assert.Equal("es", spanish.Settings.Language);
    }

    [Fact]
    public async Task Without_a_word_about_it_the_server_listens_on_this_machine_only()
    {
        await using var app = VoiceServer.Build([], builder => builder.Services.AddSingleton<IVoiceSessionFactory>(new FakeVoiceSessionFactory()));
        Assert.Equal("http://localhost:8080", app.Configuration["urls"]);
    }
}
