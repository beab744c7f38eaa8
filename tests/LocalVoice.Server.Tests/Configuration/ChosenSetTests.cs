using LocalVoice.Models;
using LocalVoice.Server.Configuration;
using LocalVoice.Testing.Models;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Tests.Configuration;

public sealed class ChosenSetTests : IDisposable
{
    private const string Stt = "LocalVoice:Engines:Stt:Model";
    private const string Voice = "LocalVoice:Engines:Tts:DefaultVoices:0";

    private readonly ModelFolder _models = new();
    private readonly Dictionary<string, string?> _defaults = new(StringComparer.OrdinalIgnoreCase)
    {
        [Stt] = "starter-stt",
        [Voice + ":Name"] = "vega",
        [Voice + ":Speaker"] = "1",
        [Voice + ":Languages:1"] = "ca",
    };

    public ChosenSetTests()
    {
        _models.Add("ears", [1]);
        _models.Add(_models.Add("spoken", [1]) with { Id = "voice", File = "cache/voice.bin", Purpose = "tts", Voice = "ona" });
        _models.AddSet(
            "mine",
            new ModelSet
            {
                Models = ["ears", "voice"],
                Settings = new Dictionary<string, string> { ["Llm:ContextTokens"] = "99" },
            }
        );
        _models.Open();
    }

    [Fact]
    public void A_set_takes_the_place_of_the_default_models_and_voices()
    {
        Apply("mine");

        Assert.Equal("ears", _defaults[Stt]);
        Assert.Equal("99", _defaults["LocalVoice:Engines:Llm:ContextTokens"]);
        Assert.Equal(
            [(Voice + ":Languages:0", "es"), (Voice + ":Model", "voice"), (Voice + ":Name", "ona")],
            _defaults.Where(pair => pair.Key.StartsWith(Voice, StringComparison.Ordinal)).Select(pair => (pair.Key, pair.Value)).Order()
        );
    }

    [Fact]
    public void Without_a_set_the_defaults_stay()
    {
        Apply("");

        Assert.Equal("starter-stt", _defaults[Stt]);
        Assert.Equal(4, _defaults.Count);
    }

    [Fact]
    public void An_unknown_set_is_refused_with_those_that_there_are()
    {
        var failure = Assert.Throws<OptionsValidationException>(() => Apply("yours"));

        Assert.Contains("LocalVoice:Models:Set is 'yours'; it must be one of mine", failure.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _models.Dispose();

    private void Apply(string set) =>
        ChosenSet.Apply(
            new ConfigurationBuilder().AddInMemoryCollection([new(ChosenSet.Key, set), new(ChosenSet.FolderKey, _models.Root)]).Build(),
            _defaults
        );
}
