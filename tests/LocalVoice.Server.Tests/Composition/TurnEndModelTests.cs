using LocalVoice.Engines;
using LocalVoice.Models;
using LocalVoice.Server.Composition;
using LocalVoice.Server.Composition.Backends;
using LocalVoice.Speech;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Tests.Composition;

public sealed class TurnEndModelTests
{
    [Fact]
    public async Task No_model_listens_to_how_turns_end_unless_one_is_named()
    {
        await using var server = VoiceServer.Build([]);

        Assert.Null(server.Services.GetService<ITurnEndModel>());
        Assert.Equal(["vad", "stt", "llm", "tts"], Stages(server));
    }

    [Fact]
    public async Task One_that_is_named_by_its_file_is_among_the_engines_and_loaded_from_there()
    {
        await using var server = VoiceServer.Build(["--LocalVoice:Engines:SmartTurn:ModelPath", "no/such/turn.onnx"]);

        Assert.Equal(["vad", "stt", "llm", "tts", "turn"], Stages(server));
        var failure = Assert.Throws<EngineException>(server.Services.GetRequiredService<ITurnEndModel>);
        Assert.Contains("no/such/turn.onnx", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_is_named_by_an_unknown_id_is_refused_with_that_id()
    {
        await using var server = VoiceServer.Build(["--LocalVoice:Engines:SmartTurn:Model", "no-such-turn"]);

        var failure = Assert.Throws<ModelException>(server.Services.GetRequiredService<ITurnEndModel>);
        Assert.Contains("no-such-turn", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_blank_path_is_no_model()
    {
        await using var server = VoiceServer.Build(["--LocalVoice:Engines:SmartTurn:ModelPath", " "]);

        var failure = Assert.Throws<OptionsValidationException>(() => server.Services.GetRequiredService<IOptions<EngineOptions>>().Value);
        Assert.Contains(
            "LocalVoice:Engines:SmartTurn:ModelPath is ' '; it must be a Smart Turn model.",
            failure.Message,
            StringComparison.Ordinal
        );
    }

    private static IEnumerable<string> Stages(WebApplication server) =>
        server.Services.GetRequiredService<EnginesInUse>().All().Select(engine => engine.Name);
}
