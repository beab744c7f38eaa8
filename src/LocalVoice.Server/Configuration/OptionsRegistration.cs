using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Configuration;

/// <summary>Registers validated options.</summary>
internal static class OptionsRegistration
{
    /// <summary>Binds the section and validates it at start-up.</summary>
    /// <param name="validator">Generated from the options' attributes.</param>
    public static IServiceCollection AddSection<TOptions>(
        this IServiceCollection services,
        string section,
        IValidateOptions<TOptions> validator
    )
        where TOptions : class
    {
        services.AddOptions<TOptions>().BindConfiguration(section).ValidateOnStart();
        return services.AddSingleton<IValidateOptions<TOptions>>(new SectionValidator<TOptions>(section, validator));
    }
}

/// <summary>Runs a generated validator under its section's name, so that messages contain the full configuration key.</summary>
internal sealed class SectionValidator<TOptions>(string section, IValidateOptions<TOptions> validator) : IValidateOptions<TOptions>
    where TOptions : class
{
    public ValidateOptionsResult Validate(string? name, TOptions options) => validator.Validate(section, options);
}
