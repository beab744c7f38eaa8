using LocalVoice.Server.Configuration;
using LocalVoice.Store;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Storage;

/// <summary>The store as the server's settings name it, for programs beside it.</summary>
public static class StoreAccess
{
    /// <param name="configuration">With section <c>LocalVoice</c>. Whether the server stores anything now does not matter.</param>
    /// <exception cref="OptionsValidationException">The section is wrong, or names no key.</exception>
    public static StoreSetup Setup(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var options = new StoreOptions();
        configuration.GetSection(StoreOptions.Section).Bind(options);
        var (setup, failure) = options.Read();
        return setup ?? throw new OptionsValidationException(StoreOptions.Section, typeof(StoreOptions), [failure!]);
    }
}
