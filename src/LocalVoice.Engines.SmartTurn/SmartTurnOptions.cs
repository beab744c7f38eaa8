using LocalVoice.Configuration;
using Microsoft.Extensions.Options;

namespace LocalVoice.Engines.SmartTurn;

/// <summary>
/// Settings of the model of how turns sound at their end. It runs on one CPU thread
/// (tests/LocalVoice.Benchmarks/results/smart-turn.md).
/// </summary>
public sealed class SmartTurnOptions
{
    /// <summary>Path of <c>smart-turn-v3.2-cpu.onnx</c>.</summary>
    [NotEmpty("a Smart Turn model")]
    public string ModelPath { get; set; } = "";
}

/// <summary>Checks the model's options against the ranges of their attributes.</summary>
[OptionsValidator]
public sealed partial class SmartTurnOptionsValidator : IValidateOptions<SmartTurnOptions>
{
    /// <summary>The configuration section.</summary>
    public const string Section = "LocalVoice:Engines:SmartTurn";
}
