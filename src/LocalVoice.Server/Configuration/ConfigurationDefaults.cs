using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Configuration;

/// <summary>Default configuration.</summary>
internal static class ConfigurationDefaults
{
    private const string Url = "http://localhost:8080";

    /// <summary>The settings that the server comes with, by key.</summary>
    public static IReadOnlyDictionary<string, string?> Values { get; } = Read();

    /// <summary>Adds the defaults, and those of the chosen set of models, with the lowest precedence.</summary>
    /// <exception cref="OptionsValidationException">The set is unknown.</exception>
    public static void AddTo(WebApplicationBuilder builder)
    {
        var settings = Read();
        if (!NamesAnAddress(builder.Configuration))
        {
            settings[WebHostDefaults.ServerUrlsKey] = Url;
        }

        ChosenSet.Apply(builder.Configuration, settings);

        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = settings });
    }

    private static Dictionary<string, string?> Read()
    {
        using var json = typeof(ConfigurationDefaults).Assembly.GetManifestResourceStream("defaults.json")!;
        return new ConfigurationBuilder().AddJsonStream(json).Build().AsEnumerable().ToDictionary(StringComparer.OrdinalIgnoreCase);
    }

    private static bool NamesAnAddress(ConfigurationManager configuration) =>
        configuration[WebHostDefaults.ServerUrlsKey] is not null
        || configuration[WebHostDefaults.HttpPortsKey] is not null
        || configuration[WebHostDefaults.HttpsPortsKey] is not null
        || configuration.GetSection("Kestrel:Endpoints").Exists();
}
