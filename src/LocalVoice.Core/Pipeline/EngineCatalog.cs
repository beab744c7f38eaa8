using LocalVoice.Chat;
using LocalVoice.Core.Sessions;
using LocalVoice.Engines;
using LocalVoice.Speech;
using Microsoft.Extensions.AI;

namespace LocalVoice.Core.Pipeline;

/// <summary>The engines among which sessions choose, by stage and name. Immutable; owns none of them.</summary>
/// <param name="turnEnd">Of all sessions; null when no model listens to how turns end.</param>
public sealed class EngineCatalog(
    IVoiceActivityDetectorFactory voiceActivity,
    IReadOnlyDictionary<string, IStreamingRecognizer> recognizers,
    IReadOnlyDictionary<string, ChatBackend> chats,
    IReadOnlyDictionary<string, ISpeechSynthesizer> synthesizers,
    ITurnEndModel? turnEnd = null
)
{
    /// <summary>A catalog of this machine's engines only.</summary>
    public static EngineCatalog OfLocal(VoiceEngines engines)
    {
        ArgumentNullException.ThrowIfNull(engines);
        return new(
            engines.VoiceActivity,
            Single(engines.Recognizer),
            Single(new ChatBackend(engines.Chat, engines.Prefill)),
            Single(engines.Synthesizer),
            engines.TurnEnd
        );
    }

    /// <exception cref="EngineException">There is no such backend; names the stage and those that there are.</exception>
    public VoiceEngines For(StageNames stages)
    {
        ArgumentNullException.ThrowIfNull(stages);
        var chat = Find("llm", chats, stages.Llm);
        return new(
            voiceActivity,
            Find("stt", recognizers, stages.Stt),
            chat.Client,
            Find("tts", synthesizers, stages.Tts),
            chat.Prefill,
            turnEnd
        );
    }

    private static Dictionary<string, T> Single<T>(T engine) => new(StringComparer.OrdinalIgnoreCase) { [StageNames.Local] = engine };

    private static T Find<T>(string stage, IReadOnlyDictionary<string, T> engines, string name) =>
        engines.TryGetValue(name, out var engine)
            ? engine
            : throw new EngineException(
                $"There is no backend '{name}' for {stage}; there are {string.Join(", ", engines.Keys.Order(StringComparer.Ordinal))}."
            );
}

/// <summary>A language model, and its prompt cache.</summary>
/// <param name="Prefill">Null when it has none to prefill.</param>
public sealed record ChatBackend(IChatClient Client, IPromptPrefill? Prefill);
