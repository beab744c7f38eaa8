using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Configuration;

/// <summary>Runs a generated validator under its section's name, so that messages name keys as an operator writes them.</summary>
internal sealed class SectionValidator<TOptions>(string section, IValidateOptions<TOptions> validator) : IValidateOptions<TOptions>
    where TOptions : class
{
    public ValidateOptionsResult Validate(string? name, TOptions options) => validator.Validate(section, options);
}
