using LocalVoice.Remote;
using LocalVoice.Server.Configuration;
using LocalVoice.Tools;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Mcp;

/// <summary>Registers the way to servers of tools. Nothing is contacted but what a client names and the operator allows.</summary>
internal static class McpServices
{
    public static IServiceCollection AddToolServers(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<LocalVoiceOptions>, McpAirGapValidator>();
        services.AddSingleton<IToolServers>(provider => new McpToolServers(
            provider.GetRequiredService<IOutboundConnections>(),
            provider.GetRequiredService<IOptions<LocalVoiceOptions>>().Value.Mcp,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<McpToolServers>>()
        ));
        return services;
    }
}
