using LocalVoice.Server.Configuration;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Storage;

/// <summary>Composes the store of conversations into the server.</summary>
internal static class StoreServices
{
    public static void AddStore(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<LocalVoiceOptions>, StoreAirGapValidator>();
        services.AddSingleton<StoredSessions>();
        services.AddHostedService<StoreHost>();
    }
}
