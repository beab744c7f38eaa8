using LocalVoice.Core.Fallbacks;
using LocalVoice.Core.Pipeline;
using LocalVoice.Core.Sessions;
using LocalVoice.Speech;
using Microsoft.Extensions.AI;

namespace LocalVoice.Testing.Fakes;

/// <summary>A fake for every stage.</summary>
public sealed class ScenarioEngines
{
    public FakeVoiceActivityDetectorFactory VoiceActivity { get; } = new();

    public FakeRecognizer Recognizer { get; init; } = new();

    public FakeChatClient Chat { get; init; } = new();

    public FakeSynthesizer Synthesizer { get; init; } = new();

    /// <summary>Null: the language model keeps no cache.</summary>
    public FakePromptPrefill? Prefill { get; init; }

    /// <summary>Null: no model listens to how turns end.</summary>
    public FakeTurnEndModel? TurnEnd { get; init; }

    public FakeToolServers ToolServers { get; } = new();

    /// <summary>Of a further backend: what it does not serve in time is served by <c>local</c>.</summary>
    public bool FallsBack { get; init; }

    /// <summary>Further backends, by name, beside <c>local</c>: what sessions may switch to.</summary>
    public Dictionary<string, ScenarioEngines> Others { get; } = [];

    /// <summary>Those of another machine.</summary>
    public static ScenarioEngines Elsewhere(int voiceRateHz = 24_000, bool fallsBack = false) =>
        new()
        {
            Recognizer = new FakeRemoteRecognizer(),
            Chat = new FakeRemoteChatClient(),
            Synthesizer = new FakeRemoteSynthesizer(voiceRateHz),
            FallsBack = fallsBack,
        };

    /// <summary>What sessions choose from.</summary>
    /// <param name="clock">By which a backend that falls back is too late; null for the system's.</param>
    public EngineCatalog ToCatalog(TimeProvider? clock = null)
    {
        var time = clock ?? TimeProvider.System;
        var options = FallbackOptions.Default;
        return new(
            VoiceActivity,
            All<IStreamingRecognizer>(own => own.Recognizer, (first, second) => Fallback.Of(first, second, options, time)),
            All<IChatClient>(own => own.Chat, (first, second) => Fallback.Of(first, second, options, time))
                .ToDictionary(named => named.Key, named => new ChatBackend(named.Value, Of(named.Key).Prefill)),
            All<ISpeechSynthesizer>(own => own.Synthesizer, (first, second) => Fallback.Of(first, second, options, time)),
            TurnEnd
        );
    }

    public VoiceEngines ToEngines() => new(VoiceActivity, Recognizer, Chat, Synthesizer, Prefill, TurnEnd);

    private ScenarioEngines Of(string name) => name == StageNames.Local ? this : Others[name];

    private Dictionary<string, T> All<T>(Func<ScenarioEngines, T> own, Func<T, T, T> fallback) =>
        Others
            .Keys.Append(StageNames.Local)
            .ToDictionary(name => name, name => Of(name) is { FallsBack: true } first ? fallback(own(first), own(this)) : own(Of(name)));
}
