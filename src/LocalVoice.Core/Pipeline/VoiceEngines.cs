using System.Collections.Immutable;
using LocalVoice.Chat;
using LocalVoice.Engines;
using LocalVoice.Speech;
using Microsoft.Extensions.AI;

namespace LocalVoice.Core.Pipeline;

/// <summary>The engines that serve a session's stages. Shared by sessions; none is owned.</summary>
/// <param name="Prefill">Null where the language model keeps no cache of ours.</param>
public sealed record VoiceEngines(
    IVoiceActivityDetectorFactory VoiceActivity,
    IStreamingRecognizer Recognizer,
    IChatClient Chat,
    ISpeechSynthesizer Synthesizer,
    IPromptPrefill? Prefill
)
{
    /// <summary>Who serves which stage, in the order of the pipeline.</summary>
    public ImmutableArray<EngineInfo> Info { get; } =
    [
        VoiceActivity.Info,
        Recognizer.Info,
        (Chat as IEngine)?.Info ?? new EngineInfo("llm", Chat.GetType().Name, "unknown", "unknown", "unknown"),
        Synthesizer.Info,
    ];
}
