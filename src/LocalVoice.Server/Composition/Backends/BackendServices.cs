using LocalVoice.Core.Pipeline;
using LocalVoice.Remote;
using LocalVoice.Server.Configuration;
using LocalVoice.Server.Outbound;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Composition.Backends;

/// <summary>Registers the engines that sessions choose from, and the one way to those on other machines.</summary>
internal static class BackendServices
{
    public static IServiceCollection AddBackends(this IServiceCollection services)
    {
        services.AddOptions<BackendsOptions>().BindConfiguration(BackendsOptions.Section);
        services.AddSingleton<IValidateOptions<LocalVoiceOptions>, BackendsValidator>();
        services.AddSingleton<EnabledBackends>();
        services.AddSingleton(provider => new AllowedAddresses(Reachable(provider)));
        services.TryAddSingleton<Dial>(provider => new SocketDialer(provider.GetRequiredService<TimeProvider>()).DialAsync);
        services.AddSingleton<IOutboundConnections, OutboundConnections>();
        services.AddSingleton<RemoteParts>();
        services.AddSingleton<RemoteBackends>();
        services.AddSingleton<EnginesInUse>();
        services.AddSingleton<EngineCatalogFactory>();
        services.AddSingleton<EngineCatalog>(provider => provider.GetRequiredService<EngineCatalogFactory>().Create());
        return services;
    }

    private static IEnumerable<string> Reachable(IServiceProvider provider)
    {
        var configuration = provider.GetRequiredService<IConfiguration>();
        var backends = provider
            .GetRequiredService<EnabledBackends>()
            .Remote.Select(backend =>
                BackendKinds.Find(backend.Stage, backend.Options.Kind)!.AddressOf(configuration.GetSection(backend.Section))
            );
        var options = provider.GetRequiredService<IOptions<LocalVoiceOptions>>().Value;
        var toolServers = options.Mcp.AllowedAddresses.Select(ToolAddresses.Parse).OfType<Uri>();
        Uri[] collectors = options.Telemetry.Otlp.Address is { } collector ? [collector] : [];
        var stores = options.Store.Enabled ? options.Store.Addresses : [];
        return options
            .AirGap.Allow.Concat(backends.Concat(toolServers).Concat(collectors).Select(AllowedAddresses.Text))
            .Concat(stores.Select(store => AllowedAddresses.Text(store.Host, store.Port)));
    }
}
