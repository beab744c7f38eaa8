using LocalVoice.Server.Wyoming.Describing;
using LocalVoice.Server.Wyoming.Listening;
using LocalVoice.Server.Wyoming.Serving;
using LocalVoice.Server.Wyoming.Speaking;

namespace LocalVoice.Server.Wyoming;

/// <summary>Composes recogniser and voices for Home Assistant, on the engines that sessions use.</summary>
internal static class WyomingServices
{
    public static void AddWyoming(this IServiceCollection services)
    {
        services.AddSingleton<RequestDoor>();
        services.AddSingleton<ListeningRequests>();
        services.AddSingleton<SpeakingRequests>();
        services.AddSingleton<ModelOrigins>();
        services.AddSingleton<ServiceInfo>();
        services.AddSingleton<WyomingConnections>();
        services.AddSingleton<WyomingEndpoint>();
        services.AddHostedService<WyomingListener>();
    }
}
