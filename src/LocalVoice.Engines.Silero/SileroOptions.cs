using LocalVoice.Configuration;
using Microsoft.Extensions.Options;

namespace LocalVoice.Engines.Silero;

/// <summary>
/// Settings of the voice activity detector. It always runs on one CPU thread, where a window takes about 100 µs
/// (tests/LocalVoice.Benchmarks/results/silero.md): a GPU's round trip costs more than it saves.
/// </summary>
public sealed class SileroOptions
{
    /// <summary>Path of <c>silero_vad_v6.onnx</c>.</summary>
    [NotEmpty("a Silero VAD model")]
    public string ModelPath { get; set; } = "models/cache/silero_vad_v6.onnx";
}

/// <summary>Checks the detector's options against the ranges of their attributes.</summary>
[OptionsValidator]
public sealed partial class SileroOptionsValidator : IValidateOptions<SileroOptions>
{
    /// <summary>The configuration section.</summary>
    public const string Section = "LocalVoice:Engines:Vad";
}
