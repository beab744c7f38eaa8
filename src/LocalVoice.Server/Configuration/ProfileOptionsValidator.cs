using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Configuration;

/// <summary>Checks one profile against the ranges that its attributes state.</summary>
[OptionsValidator]
internal sealed partial class ProfileOptionsValidator : IValidateOptions<ProfileOptions>;
