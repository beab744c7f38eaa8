using Microsoft.Extensions.Configuration.Memory;

namespace LocalVoice.Server.Configuration;

/// <summary>Default configuration.</summary>
internal static class ConfigurationDefaults
{
    private const string Url = "http://localhost:8080";

    /// <summary>Adds the defaults with the lowest precedence.</summary>
    public static void AddTo(WebApplicationBuilder builder)
    {
        using var json = typeof(ConfigurationDefaults).Assembly.GetManifestResourceStream("defaults.json")!;
        var settings = new ConfigurationBuilder().AddJsonStream(json).Build().AsEnumerable().ToDictionary();
        if (!NamesAnAddress(builder.Configuration))
        {
            settings[WebHostDefaults.ServerUrlsKey] = Url;
        }

        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = settings });
    }

    private static bool NamesAnAddress(ConfigurationManager configuration) =>
        configuration[WebHostDefaults.ServerUrlsKey] is not null
        || configuration[WebHostDefaults.HttpPortsKey] is not null
        || configuration[WebHostDefaults.HttpsPortsKey] is not null
        || configuration.GetSection("Kestrel:Endpoints").Exists();
}
