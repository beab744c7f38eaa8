using LocalVoice.Files;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Https;

/// <summary>Composes what https needs.</summary>
internal static class HttpsServices
{
    public static void AddHttps(this IServiceCollection services)
    {
        services.AddSingleton(provider => new SelfSignedStore(
            CacheFolder.Default,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<SelfSignedStore>>()
        ));
        services.AddSingleton<HttpsCertificate>();
        services.AddSingleton<IConfigureOptions<KestrelServerOptions>>(provider => provider.GetRequiredService<HttpsCertificate>());
        services.AddSingleton<ListeningAddresses>();
    }
}
