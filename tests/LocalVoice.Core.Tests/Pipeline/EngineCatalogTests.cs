using LocalVoice.Core.Pipeline;
using LocalVoice.Core.Sessions;
using LocalVoice.Engines;
using LocalVoice.Testing.Fakes;

namespace LocalVoice.Core.Tests.Pipeline;

public sealed class EngineCatalogTests
{
    private readonly ScenarioEngines _engines = new() { Prefill = new(), TurnEnd = new() };

    [Fact]
    public void A_catalog_of_this_machine_has_every_stage_under_its_one_name_in_whatever_case()
    {
        var catalog = EngineCatalog.OfLocal(_engines.ToEngines());

        Assert.Equal(_engines.ToEngines(), catalog.For(StageNames.AllLocal));
        Assert.Equal(_engines.ToEngines(), catalog.For(new("LOCAL", "Local", "local")));
    }

    [Theory]
    [InlineData("nimbus", "local", "local", "There is no backend 'nimbus' for stt; there are local.")]
    [InlineData("local", "nimbus", "local", "There is no backend 'nimbus' for llm; there are local.")]
    [InlineData("local", "local", "", "There is no backend '' for tts; there are local.")]
    public void A_name_that_there_is_not_is_told_with_its_stage_and_those_that_there_are(string stt, string llm, string tts, string message)
    {
        var catalog = EngineCatalog.OfLocal(_engines.ToEngines());

        Assert.Equal(message, Assert.Throws<EngineException>(() => catalog.For(new(stt, llm, tts))).Message);
    }

    [Fact]
    public void Each_stage_is_chosen_by_itself_and_a_model_comes_with_its_own_prompt_cache()
    {
        var cloud = ScenarioEngines.Elsewhere();
        _engines.Others["cloud"] = cloud;

        var chosen = _engines.ToCatalog().For(new("local", "cloud", "local"));

        Assert.Equal(
            new(_engines.VoiceActivity, _engines.Recognizer, cloud.Chat, _engines.Synthesizer, Prefill: null, _engines.TurnEnd),
            chosen
        );
    }

    [Fact]
    public void A_model_of_how_turns_end_is_named_with_the_other_engines()
    {
        string[] stages = ["vad", "stt", "llm", "tts"];

        Assert.Equal([.. stages, "turn"], _engines.ToEngines().Info.Select(engine => engine.Stage));
        Assert.Equal(stages, new ScenarioEngines().ToEngines().Info.Select(engine => engine.Stage));
    }
}
