using System.Collections.Immutable;
using LocalVoice.Chat;
using LocalVoice.Engines;
using LocalVoice.Speech;
using Microsoft.Extensions.AI;

namespace LocalVoice.Core.Pipeline;

/// <summary>The engines of a session's stages. Shared by all sessions; not owned, never disposed here.</summary>
/// <param name="Prefill">Null when the language model has no prompt cache to prefill.</param>
/// <param name="TurnEnd">Null when no model listens to how turns end.</param>
public sealed record VoiceEngines(
    IVoiceActivityDetectorFactory VoiceActivity,
    IStreamingRecognizer Recognizer,
    IChatClient Chat,
    ISpeechSynthesizer Synthesizer,
    IPromptPrefill? Prefill,
    ITurnEndModel? TurnEnd = null
)
{
    public EngineInfo ChatInfo { get; } =
        Chat.GetService<IEngine>()?.Info ?? new EngineInfo("llm", Chat.GetType().Name, "unknown", "unknown", "unknown");

    /// <summary>The engine of each stage, in pipeline order, the one of the turn's end last.</summary>
    public ImmutableArray<EngineInfo> Info =>
        [VoiceActivity.Info, Recognizer.Info, ChatInfo, Synthesizer.Info, .. TurnEnd is null ? [] : (EngineInfo[])[TurnEnd.Info]];
}
