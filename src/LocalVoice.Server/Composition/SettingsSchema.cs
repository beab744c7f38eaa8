using LocalVoice.Core.Turns;
using LocalVoice.Engines.Llama;
using LocalVoice.Engines.Piper;
using LocalVoice.Engines.Silero;
using LocalVoice.Engines.SmartTurn;
using LocalVoice.Engines.Whisper;
using LocalVoice.Server.Composition.Backends;
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
                    .With("SmartTurn", SettingNode.Of(typeof(StageSelection), typeof(SmartTurnOptions)))
            )
            .With("Backends", Backends())
            .With("Pipeline", SettingNode.Of(typeof(PipelineOptions)))
            .With("Lexicons", SettingNode.Of(typeof(FileSettings)).Children[nameof(FileSettings.Lexicons)])
            .With("Models", SettingNode.Of(typeof(FileSettings)).Children[nameof(FileSettings.Models)]);

    /// <summary>By stage and name. A key is none of the settings: it comes from the environment or a file.</summary>
    private static SettingNode Backends()
    {
        var node = SettingNode.Section;
        foreach (var stage in EnabledBackends.Stages)
        {
            Type[] types = [typeof(BackendOptions), .. BackendKinds.Of(stage).Select(kind => kind.OptionsType)];
            node = node.With(stage, SettingNode.AnyOf(SettingNode.Of(types).Without("Key")));
        }

        return node;
    }
}
