using System.Text.Json;
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

    [Fact]
    public async Task A_model_tells_what_clients_may_choose_of_its_profile()
    {
        var engines = new ScenarioEngines { Synthesizer = new() { Languages = ["es", "ca"] } };
        await using var server = await ApiServer.StartOnAsync(
            engines,
            "--LocalVoice:DefaultProfile=ca",
            "--LocalVoice:Profiles:ca:Voice=tone",
            "--LocalVoice:AllowedOverrides=stages, language",
            "--LocalVoice:OfferedStages:Llm=groq"
        );

        var data = (await server.GetAsync("/v1/models").JsonAsync()).At("data");

        Assert.Equal([true, false, false], data.EnumerateArray().Select(model => model.At("localvoice.default").GetBoolean()));
        Assert.Equal(
            JsonDocument
                .Parse(
                    """
                    {"default":true,"language":"ca","voice":"tone","voices":["tone"],"languages":["ca","es"],
                     "stages":{"stt":["local"],"llm":["local","groq"],"tts":["local"]},"overrides":["language","stages"]}
                    """
                )
                .RootElement,
            data[0].At("localvoice"),
            JsonElement.DeepEquals
        );
    }

    [Fact]
    public async Task Where_clients_may_override_nothing_the_models_say_so()
    {
        await using var server = await ApiServer.StartAsync("--LocalVoice:AllowedOverrides=");

        Assert.Equal("[]", (await server.GetAsync("/v1/models/es").JsonAsync()).At("localvoice.overrides").GetRawText());
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
