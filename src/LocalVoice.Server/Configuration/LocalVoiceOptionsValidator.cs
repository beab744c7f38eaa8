using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Configuration;

/// <summary>Checks section <c>LocalVoice</c> against the ranges that attributes state.</summary>
[OptionsValidator]
internal sealed partial class LocalVoiceOptionsValidator : IValidateOptions<LocalVoiceOptions>;
