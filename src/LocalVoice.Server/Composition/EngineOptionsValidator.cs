using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Composition;

/// <summary>Checks section <c>LocalVoice:Engines</c> against the ranges that attributes state.</summary>
[OptionsValidator]
internal sealed partial class EngineOptionsValidator : IValidateOptions<EngineOptions>;
