using LocalVoice.Compute;
using LocalVoice.Server.Draining;

namespace LocalVoice.Server.Capacity;

/// <summary>Composes how many sessions the server takes, and that it gives their memory back.</summary>
internal static class CapacityServices
{
    public static void AddCapacity(this IServiceCollection services) => services.AddSingleton<SessionCapacity>();

    /// <summary>For sessions on engines of this process.</summary>
    public static void AddMeasuredCapacity(this IServiceCollection services)
    {
        services.AddSingleton<Rehearsal>();
        services.AddSingleton<Func<Rehearsal>>(provider => provider.GetRequiredService<Rehearsal>);
        services.AddSingleton<CapacityMeasure>();
        services.AddHostedService<MemoryReturn>();
        services.AddHostedService(provider => new QuietMemory(
            provider.GetRequiredService<OpenSessions>(),
            FreedMemory.ReturnNative,
            provider.GetRequiredService<TimeProvider>()
        ));
    }
}
