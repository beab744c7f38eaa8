using LocalVoice.Configuration;

namespace LocalVoice.Engines.Silero;

/// <summary>
/// Settings of the voice activity detector. It always runs on one CPU thread: a GPU's round trip costs more than its
/// work.
/// </summary>
public sealed class SileroOptions
{
    /// <summary>Path of <c>silero_vad_v6.onnx</c>.</summary>
    [NotEmpty("a Silero VAD model")]
    public string ModelPath { get; set; } = "models/cache/silero_vad_v6.onnx";
}
