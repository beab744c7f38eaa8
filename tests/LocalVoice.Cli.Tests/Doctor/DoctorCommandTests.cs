using System.CommandLine;
using System.Text.Json;
using LocalVoice.Cli.Doctor;
using LocalVoice.Simulation.OpenAI.Chat;
using LocalVoice.Testing.Files;

namespace LocalVoice.Cli.Tests.Doctor;

public sealed class DoctorCommandTests
{
    [Fact]
    public async Task Models_of_this_machine_are_checked_and_nothing_else_can_be_reached()
    {
        var (code, document) = await RunAsync("--json");

        Assert.Equal(0, code);
        Assert.True(document.GetProperty("ok").GetBoolean());
        Assert.True(document.GetProperty("air_gap").GetProperty("closed").GetBoolean());
        Assert.Empty(document.GetProperty("air_gap").GetProperty("reachable").EnumerateArray());
        Assert.Equal(["vad", "stt", "llm", "tts"], Stages(document));
    }

    [Theory]
    [InlineData("right-key", true)]
    [InlineData("wrong-key", false)]
    public async Task A_backend_elsewhere_is_reached_with_its_key(string key, bool serves)
    {
        await using var chat = await SimulatedChatService.StartAsync(
            new(ChatDialect.Compatible) { ApiKey = "right-key", Models = ["some-model"] }
        );
        using var file = new TemporaryFile("key");
        await File.WriteAllTextAsync(file.Path, key, TestContext.Current.CancellationToken);
        string[] settings =
        [
            "--LocalVoice:Backends:Llm:own:Kind=openai",
            "--LocalVoice:Backends:Llm:own:Service=own",
            $"--LocalVoice:Backends:Llm:own:Url={chat.Address}",
            "--LocalVoice:Backends:Llm:own:Model=some-model",
            $"--LocalVoice:Backends:Llm:own:KeyFile={file.Path}",
        ];

        var (code, document) = await RunAsync(["--json", "--llm", "own", "--", .. settings]);

        Assert.Equal(serves ? 0 : 1, code);
        var check = document.GetProperty("backends").EnumerateArray().Single(backend => backend.GetProperty("name").GetString() == "own");
        Assert.Equal(serves, check.GetProperty("failure").ValueKind == JsonValueKind.Null);
        Assert.Equal(serves, check.TryGetProperty("round_trip_ms", out var trip) && trip.ValueKind == JsonValueKind.Number);
        Assert.DoesNotContain(key, document.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_installed_and_which_models_are_here_is_told()
    {
        var (_, document) = await RunAsync("--json");

        var parts = document.GetProperty("installed").EnumerateArray().ToDictionary(part => part.GetProperty("name").GetString()!);
        Assert.Equal(JsonValueKind.String, parts["espeak-ng"].GetProperty("found").ValueKind);
        Assert.Contains("onnxruntime", parts["ONNX Runtime"].GetProperty("found").GetString(), StringComparison.Ordinal);
        Assert.All(["ffmpeg", "player", "recorder", "GPU"], name => Assert.False(parts[name].GetProperty("required").GetBoolean()));
        var models = document.GetProperty("models");
        Assert.Contains("starter-stt", models.GetProperty("present").EnumerateArray().Select(model => model.GetString()));
    }

    [Fact]
    public void What_is_missing_comes_with_the_way_to_mend_it()
    {
        var part = new InstalledPart("espeak-ng", null, "for the voices", "Install it.", Required: true);

        Assert.True(part.IsLacking);
        Assert.Equal(["FAIL espeak-ng: not found; needed for the voices", "       Install it."], part.Lines());
        Assert.StartsWith("--   ", (part with { Required = false }).Lines().First(), StringComparison.Ordinal);
        Assert.Equal(["ok   espeak-ng: 1.51"], (part with { Found = "1.51" }).Lines());
    }

    [Theory]
    [InlineData("false", "Wyoming (Home Assistant): off.")]
    [InlineData("true", "Wyoming (Home Assistant): listens on 127.0.0.1:10300, which only this machine reaches.")]
    public async Task Where_it_would_listen_for_Home_Assistant_is_told(string enabled, string sentence)
    {
        var (_, document) = await RunAsync("--json", "--", $"--LocalVoice:Wyoming:Enabled={enabled}");

        Assert.Equal(sentence, document.GetProperty("wyoming").GetString());
    }

    private static IEnumerable<string?> Stages(JsonElement document) =>
        document.GetProperty("backends").EnumerateArray().Select(backend => backend.GetProperty("stage").GetString());

    private static async Task<(int Code, JsonElement Document)> RunAsync(params string[] arguments)
    {
        var output = new StringWriter();
        var code = await new RootCommand { DoctorCommand.Create() }
            .Parse(["doctor", .. arguments])
            .InvokeAsync(new InvocationConfiguration { Output = output, Error = TextWriter.Null }, TestContext.Current.CancellationToken);
        return (code, JsonDocument.Parse(output.ToString()).RootElement);
    }
}
