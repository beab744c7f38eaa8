using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Configuration;

/// <summary>Registers options the one way that this server does.</summary>
internal static class OptionsRegistration
{
    /// <summary>Binds the section, and checks it when the server starts.</summary>
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
