using LocalVoice.Server.Configuration;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Draining;

/// <summary>Composes how the server ends.</summary>
internal static class DrainServices
{
    // For what comes after the drain: connections that are cut, and engines that are let go.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(10);

    public static void AddDrain(this IServiceCollection services)
    {
        services.AddSingleton<OpenSessions>();
        services.AddSingleton<OpenRequests>();
        services.AddSingleton<IHostLifetime, StopSignals>();
        services.AddHostedService<SessionDrain>();
        services
            .AddOptions<HostOptions>()
            .Configure<IOptions<LocalVoiceOptions>>(
                (host, options) => host.ShutdownTimeout = options.Value.Connection.DrainTimeout + Margin
            );
    }
}
