using LocalVoice.Core.Pipeline;

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

    public VoiceEngines ToEngines() => new(VoiceActivity, Recognizer, Chat, Synthesizer, Prefill);
}
