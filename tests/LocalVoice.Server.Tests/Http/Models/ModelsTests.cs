using LocalVoice.Server.Tests.Hosting;
using LocalVoice.Testing.Fakes;

namespace LocalVoice.Server.Tests.Http.Models;

public sealed class ModelsTests
{
    [Fact]
    public async Task The_profiles_are_the_models()
    {
        await using var server = await ApiServer.StartAsync();

        var json = await server.GetAsync("/v1/models").JsonAsync();
        var one = await server.GetAsync("/v1/models/CA").JsonAsync();

        Assert.Equal(["ca", "en", "es"], json.At("data").EnumerateArray().Select(model => model.Text("id")));
        Assert.Equal(("ca", "model", "localvoice"), (one.Text("id"), one.Text("object"), one.Text("owned_by")));
    }

    [Theory]
    [InlineData("whisper-1")]
    [InlineData("openai/gpt-oss-20b")]
    [InlineData("%C3%B1")]
    public async Task Another_model_does_not_exist(string id)
    {
        await using var server = await ApiServer.StartAsync();

        Assert.Equal((404, "model_not_found", "model"), await server.GetAsync($"/v1/models/{id}").RefusalAsync());
    }

    [Fact]
    public async Task The_voices_of_all_profiles_are_listed_once()
    {
        var engines = new ScenarioEngines { Synthesizer = new() { Languages = ["es", "ca"] } };
        engines.Others["cloud"] = new() { Synthesizer = new FakeRemoteSynthesizer(24_000) };
        await using var server = await ApiServer.StartOnAsync(engines);

        var json = await server.GetAsync("/v1/audio/voices").JsonAsync();

        Assert.Equal(["tone"], json.At("data").EnumerateArray().Select(voice => voice.Text("id")));
        Assert.Equal(("tone", "es"), (json.Text("voices.0.name"), json.Text("voices.0.languages.0")));
    }
}
