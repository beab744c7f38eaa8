using Microsoft.Extensions.Options;

namespace LocalVoice.Engines.Silero;

/// <summary>Checks the detector's options against the ranges that their attributes state.</summary>
[OptionsValidator]
public sealed partial class SileroOptionsValidator : IValidateOptions<SileroOptions>
{
    /// <summary>Where an operator writes them.</summary>
    public const string Section = "LocalVoice:Engines:Vad";
}
