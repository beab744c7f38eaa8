using LocalVoice.Core.Turns;
using LocalVoice.Engines.Llama;
using LocalVoice.Engines.Piper;
using LocalVoice.Engines.Silero;
using LocalVoice.Engines.Whisper;
using LocalVoice.Server.Configuration;

namespace LocalVoice.Server.Composition;

/// <summary>All known settings, derived from the options types.</summary>
internal static class SettingsSchema
{
    /// <summary>Section <c>LocalVoice</c>.</summary>
    public static SettingNode Root { get; } =
        SettingNode
            .Of(typeof(LocalVoiceOptions))
            .With(
                "Engines",
                SettingNode
                    .Of(typeof(EngineOptions))
                    .With("Vad", SettingNode.Of(typeof(StageSelection), typeof(SileroOptions)))
                    .With("Stt", SettingNode.Of(typeof(StageSelection), typeof(WhisperOptions)))
                    .With("Llm", SettingNode.Of(typeof(StageSelection), typeof(LlamaOptions)))
                    .With("Tts", SettingNode.Of(typeof(PiperOptions), typeof(VoiceSelection)))
            )
            .With("Pipeline", SettingNode.Of(typeof(PipelineOptions)))
            .With("Lexicons", SettingNode.AnyOf(SettingNode.Value))
            .With("Models", SettingNode.Section.With("Folder", SettingNode.Value));
}
