using LocalVoice.Core.Pipeline;
using LocalVoice.Core.Sessions;
using LocalVoice.Speech;

namespace LocalVoice.Testing.Fakes;

/// <summary>A fake for every stage.</summary>
public sealed class ScenarioEngines
{
    public FakeVoiceActivityDetectorFactory VoiceActivity { get; } = new();

    public FakeRecognizer Recognizer { get; } = new();

    public FakeChatClient Chat { get; } = new();

    public FakeSynthesizer Synthesizer { get; init; } = new();

    /// <summary>Null: the language model keeps no cache.</summary>
    public FakePromptPrefill? Prefill { get; init; }

    /// <summary>Further backends, by name, beside <c>local</c>: what sessions may switch to.</summary>
    public Dictionary<string, ScenarioEngines> Others { get; } = [];

    /// <summary>What sessions choose from.</summary>
    public EngineCatalog ToCatalog()
    {
        KeyValuePair<string, ScenarioEngines>[] all = [new(StageNames.Local, this), .. Others];
        return new(
            VoiceActivity,
            all.ToDictionary(named => named.Key, IStreamingRecognizer (named) => named.Value.Recognizer),
            all.ToDictionary(named => named.Key, named => new ChatBackend(named.Value.Chat, named.Value.Prefill)),
            all.ToDictionary(named => named.Key, ISpeechSynthesizer (named) => named.Value.Synthesizer)
        );
    }

    public VoiceEngines ToEngines() => new(VoiceActivity, Recognizer, Chat, Synthesizer, Prefill);
}
