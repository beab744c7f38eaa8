using Microsoft.Extensions.Options;

namespace LocalVoice.Core.Turns;

/// <summary>Checks the pipeline's options against the ranges that their attributes state.</summary>
[OptionsValidator]
public sealed partial class PipelineOptionsValidator : IValidateOptions<PipelineOptions>
{
    /// <summary>Where an operator writes them.</summary>
    public const string Section = "LocalVoice:Pipeline";
}
