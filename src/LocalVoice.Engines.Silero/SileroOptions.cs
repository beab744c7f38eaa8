using LocalVoice.Configuration;
using Microsoft.Extensions.Options;

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

/// <summary>Checks the detector's options against the ranges that their attributes state.</summary>
[OptionsValidator]
public sealed partial class SileroOptionsValidator : IValidateOptions<SileroOptions>
{
    /// <summary>Where an operator writes them.</summary>
    public const string Section = "LocalVoice:Engines:Vad";
}
